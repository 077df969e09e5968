/**
 * An append-only file of checksummed frames: u32 length, u32 CRC-32, payload (V8 serialization). Each append is handed to
 * the operating system before it returns, so a killed process loses nothing it acknowledged; a power cut may lose what
 * was written since the last `sync`.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { ChainError } from '../chain/errors.ts';

const MAGIC = Buffer.from('tagger log 1\n');
const HEADER = 8;
const READ_WINDOW = 8 * 1024 * 1024;

export class AppendLog {
  private fd: number;
  private bytes: number;
  private readonly path: string;

  private constructor(path: string, fd: number, bytes: number) {
    this.path = path;
    this.fd = fd;
    this.bytes = bytes;
  }

  /**
   * Opens or creates the log and hands every frame to `visit`. A torn frame at the very end (the process was killed in
   * the middle of a write) is cut off.
   * @throws ChainError `CorruptLog` when a frame before the end does not match its checksum.
   */
  static open(path: string, visit: (frame: unknown) => void): AppendLog {
    const isNew = !existsSync(path);
    const fd = openSync(path, isNew ? 'w+' : 'r+');
    if (isNew) writeSync(fd, MAGIC);
    const good = isNew ? MAGIC.length : readFrames(path, fd, visit);
    ftruncateSync(fd, good);
    return new AppendLog(path, fd, good);
  }

  get size(): number {
    return this.bytes;
  }

  append(frame: unknown): void {
    this.bytes += writeFrame(this.fd, frame, this.bytes);
  }

  /** Replaces the whole file by these frames, atomically: either the old or the new one is found after a crash. */
  rewrite(frames: Iterable<unknown>): void {
    const temporary = `${this.path}.new`;
    const fd = openSync(temporary, 'w+');
    writeSync(fd, MAGIC);
    let bytes = MAGIC.length;
    for (const frame of frames) bytes += writeFrame(fd, frame, bytes);
    fsyncSync(fd);
    renameSync(temporary, this.path);
    syncDirectory(dirname(this.path));
    closeSync(this.fd);
    this.fd = fd;
    this.bytes = bytes;
  }

  sync(): void {
    fsyncSync(this.fd);
  }

  close(): void {
    fsyncSync(this.fd);
    closeSync(this.fd);
  }
}

function writeFrame(fd: number, frame: unknown, position: number): number {
  const payload = serialize(frame);
  const whole = Buffer.allocUnsafe(HEADER + payload.length);
  whole.writeUInt32LE(payload.length, 0);
  whole.writeUInt32LE(crc32(payload), 4);
  payload.copy(whole, HEADER);
  let done = 0;
  while (done < whole.length) done += writeSync(fd, whole, done, whole.length - done, position + done);
  return whole.length;
}

function readFrames(path: string, fd: number, visit: (frame: unknown) => void): number {
  const end = fstatSync(fd).size;
  let window = Buffer.alloc(0);
  let windowStart = 0;
  const at = (offset: number, length: number): Buffer => {
    if (offset < windowStart || offset + length > windowStart + window.length) {
      window = Buffer.alloc(Math.min(Math.max(length, READ_WINDOW), end - offset));
      windowStart = offset;
      let done = 0;
      while (done < window.length) done += readSync(fd, window, done, window.length - done, offset + done);
    }
    return window.subarray(offset - windowStart, offset - windowStart + length);
  };
  if (end < MAGIC.length || !at(0, MAGIC.length).equals(MAGIC)) {
    throw new ChainError('CorruptLog', `${path} is not a log of this localnet; move it away to start afresh.`);
  }
  let offset = MAGIC.length;
  while (offset + HEADER <= end) {
    const header = at(offset, HEADER);
    const [length, checksum] = [header.readUInt32LE(0), header.readUInt32LE(4)];
    const next = offset + HEADER + length;
    if (next > end) return offset;
    const payload = at(offset + HEADER, length);
    if (crc32(payload) !== checksum) {
      if (next === end) return offset;
      const text = `${path} is damaged at byte ${offset}; restore a copy or remove the file to start afresh.`;
      throw new ChainError('CorruptLog', text);
    }
    visit(deserialize(payload));
    offset = next;
  }
  return offset;
}

function syncDirectory(path: string): void {
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
