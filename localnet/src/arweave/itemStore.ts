/** Data items on disk: one file each, named by id, and an append-only index that survives restarts. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync, type ReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ChainError } from '../chain/errors.ts';
import { AppendLog } from '../store/log.ts';
import { verifyItem, type ItemHeader } from './item.ts';

export interface StoredItem extends ItemHeader {
  /** Position in the order of arrival; doubles as block height. */
  height: number;
  /** Unix milliseconds of arrival. */
  receivedAt: number;
}

export class ItemStore {
  /** In order of arrival. */
  readonly items: StoredItem[] = [];
  private readonly byId = new Map<string, StoredItem>();
  private readonly log: AppendLog;
  private readonly directory: string;
  private readonly incoming: string;
  readonly maxBytes: number;

  constructor(directory: string, maxBytes: number) {
    this.directory = join(directory, 'items');
    this.incoming = join(directory, 'incoming');
    this.maxBytes = maxBytes;
    rmSync(this.incoming, { recursive: true, force: true });
    mkdirSync(this.incoming, { recursive: true });
    mkdirSync(this.directory, { recursive: true });
    this.log = AppendLog.open(join(directory, 'items.log'), (frame) => this.keep(frame as StoredItem));
  }

  get(id: string): StoredItem | undefined {
    return this.byId.get(id);
  }

  /**
   * Streams an item to disk, verifies it and keeps it. The same item sent twice is kept once.
   * @throws ChainError `ItemTooLarge`, `InvalidDataItem` or `InvalidSignature`.
   */
  async receive(body: Readable): Promise<StoredItem> {
    const path = join(this.incoming, randomUUID());
    try {
      await pipeline(body, limit(this.maxBytes), createWriteStream(path));
      const header = await verifyItem(path);
      const known = this.byId.get(header.id);
      if (known !== undefined) return known;
      await rename(path, this.path(header.id));
      const item = { ...header, height: this.items.length, receivedAt: Date.now() };
      this.log.append(item);
      this.keep(item);
      return item;
    } finally {
      await rm(path, { force: true });
    }
  }

  /** The data of an item, or a part of it (`end` inclusive). */
  read(item: StoredItem, start = 0, end = item.dataSize - 1): ReadStream {
    return createReadStream(this.path(item.id), { start: item.dataStart + start, end: item.dataStart + end });
  }

  close(): void {
    this.log.close();
  }

  private keep(item: StoredItem): void {
    // An index entry without its file can only come from a power cut; the item is then as good as never received.
    if (!existsSync(this.path(item.id))) return;
    this.items.push(item);
    this.byId.set(item.id, item);
  }

  private path(id: string): string {
    return join(this.directory, id);
  }
}

function limit(maxBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size <= maxBytes) return done(null, chunk);
      done(new ChainError('ItemTooLarge', `An item may have ${maxBytes} bytes at most; split the data into several.`));
    },
  });
}
