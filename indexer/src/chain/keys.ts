/** Addresses as text. The same few thousand come again and again, so their text is kept. */
import bs58 from 'bs58';

const MOST = 200_000;
let known = new Map<string, string>();

/** base58 of 32 bytes at `offset`. */
export function keyAt(bytes: Uint8Array, offset: number): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset + offset, 32).toString('latin1');
  let text = known.get(raw);
  if (text === undefined) {
    if (known.size >= MOST) known = new Map();
    known.set(raw, (text = bs58.encode(bytes.subarray(offset, offset + 32))));
  }
  return text;
}

/** 32 bytes of an address. */
export const bytesOf = (address: string): Uint8Array => bs58.decode(address);
