/** Label events of a synthetic crowd, made by DuckDB from hashes: the same numbers on every machine. */
import { Engine, literal } from '../src/index.ts';

export interface Crowd {
  answers: number;
  classes: number;
  /** Answers to each item. */
  overlap?: number;
  members?: number;
}

/** A number from 0 to below 2^32 that follows from `row` and `salt`. */
const draw = (row: string, salt: number): string => `(hash(${row}, ${salt}) >> 32)`;

/**
 * Writes Parquet. Members are right in 55 to 95 of 100 cases; wrong labels are spread evenly. The members of an item are neighbours
 * in a random order, so that nobody answers twice.
 */
export async function writeLabels(
  { answers, classes, overlap = 5, members = 2_000 }: Crowd,
  file: string,
  memory = '1GB',
): Promise<void> {
  const engine = await Engine.open({ memory });
  const right = `(55 + ${draw('member', 3)} % 41)`;
  const truth = `(${draw('item', 1)} % ${classes})`;
  const query = `
    WITH rows AS (
      SELECT
        range AS seq,
        range // ${overlap} AS item,
        CAST((${draw(`range // ${overlap}`, 2)} + (range % ${overlap}) * 7919) % ${members} AS BIGINT) AS member
      FROM range(${answers})
    ),
    drawn AS (
      SELECT seq, item, member, ${draw('seq', 4)} % 100 < ${right} AS is_right, ${draw('seq', 5)} AS other, ${truth} AS truth
      FROM rows
    )
    SELECT seq, item, member, CAST(CASE WHEN is_right THEN truth ELSE (truth + 1 + other % ${classes - 1}) % ${classes} END AS INT) AS label
    FROM drawn`;
  await engine.run(`COPY (${query}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
  engine.close();
}
