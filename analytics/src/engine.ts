/** DuckDB, embedded: tables from queries and from Parquet files, with an upper bound for memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export interface EngineOptions {
  /** Like `4GB`: what DuckDB may hold; the rest goes to disk. Default 1GB. */
  memory?: string;
  /** Default: all cores. */
  threads?: number;
  /** Where what does not fit is put; removed at the end. Default: the system's folder for temporary files. */
  spill?: string;
}

export type Row = Record<string, unknown>;

/** Single quotes as SQL wants them. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export class Engine {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly folder: string,
  ) {}

  static async open({
    memory = '1GB',
    threads = cpus().length,
    spill = tmpdir(),
  }: EngineOptions = {}): Promise<Engine> {
    const folder = mkdtempSync(join(spill, 'tagger-analytics-'));
    const instance = await DuckDBInstance.create(join(folder, 'report.duckdb'), {
      memory_limit: memory,
      threads: String(threads),
      temp_directory: join(folder, 'spill'),
      // Rows have keys; keeping their order as well costs memory.
      preserve_insertion_order: 'false',
    });
    return new Engine(instance, await instance.connect(), folder);
  }

  /** The result of `query` as a table, in place of an older one. */
  async table(name: string, query: string): Promise<void> {
    await this.connection.run(`CREATE OR REPLACE TABLE ${name} AS ${query}`);
  }

  /** A view of Parquet files; `*` stands for any part of a name. */
  async parquet(name: string, files: string): Promise<void> {
    await this.connection.run(`CREATE OR REPLACE VIEW ${name} AS SELECT * FROM read_parquet(${literal(files)})`);
  }

  async rows(query: string): Promise<Row[]> {
    return (await this.connection.runAndReadAll(query)).getRowObjectsJS();
  }

  async run(statement: string): Promise<void> {
    await this.connection.run(statement);
  }

  async save(name: string, file: string): Promise<void> {
    await this.connection.run(`COPY ${name} TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
