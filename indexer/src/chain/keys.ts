/** Addresses as text and as bytes. The same few thousand come again and again, so both are kept. */
import bs58 from 'bs58';

const MOST = 200_000;
let texts = new Map<string, string>();
let bytes = new Map<string, Uint8Array>();

/** base58 of 32 bytes at `offset`. */
export function keyAt(from: Uint8Array, offset: number): string {
  const raw = Buffer.from(from.buffer, from.byteOffset + offset, 32);
  const name = raw.toString('latin1');
  let text = texts.get(name);
  if (text === undefined) {
    if (texts.size >= MOST) texts = new Map();
    const own = Uint8Array.from(raw);
    texts.set(name, (text = bs58.encode(own)));
    keep(text, own);
  }
  return text;
}

/** 32 bytes of an address. */
export function bytesOf(address: string): Uint8Array {
  let known = bytes.get(address);
  if (known === undefined) keep(address, (known = bs58.decode(address)));
  return known;
}

function keep(address: string, own: Uint8Array): void {
  if (bytes.size >= MOST) bytes = new Map();
  bytes.set(address, own);
}
