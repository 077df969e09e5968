/**
 * Addresses as map keys. A `Key` is the 32 bytes of an address as a latin1 string: it costs nothing to make from
 * bytes and works as a Map key, while base58 costs microseconds and is only made at the border to JSON.
 */
import bs58 from 'bs58';

export type Key = string;

const CACHE_LIMIT = 50_000;
const encoded = new Map<Key, string>();

export function keyOf(bytes: Uint8Array): Key {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function bytesOf(key: Key): Buffer {
  return Buffer.from(key, 'latin1');
}

export function toBase58(key: Key): string {
  let text = encoded.get(key);
  if (text === undefined) {
    if (encoded.size >= CACHE_LIMIT) encoded.clear();
    text = bs58.encode(bytesOf(key));
    encoded.set(key, text);
  }
  return text;
}

/** Returns undefined when the text is not base58 of exactly 32 bytes. */
export function fromBase58(text: string): Key | undefined {
  if (text.length < 32 || text.length > 44) return undefined;
  const bytes = bs58.decodeUnsafe(text);
  return bytes?.length === 32 ? keyOf(bytes) : undefined;
}

export function key(text: string): Key {
  const found = fromBase58(text);
  if (found === undefined) throw new TypeError(`${text} is not the base58 of a 32-byte address.`);
  return found;
}

export const SYSTEM_PROGRAM = key('11111111111111111111111111111111');
export const NATIVE_LOADER = key('NativeLoader1111111111111111111111111111111');
export const UPGRADEABLE_LOADER = key('BPFLoaderUpgradeab1e11111111111111111111111');
export const SYSVAR_OWNER = key('Sysvar1111111111111111111111111111111111111');
export const SLOT_HASHES = key('SysvarS1otHashes111111111111111111111111111');
export const COMPUTE_BUDGET = key('ComputeBudget111111111111111111111111111111');
export const LOOKUP_TABLE_PROGRAM = key('AddressLookupTab1e1111111111111111111111111');
export const TOKEN_PROGRAM = key('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA');
export const TOKEN_2022_PROGRAM = key('TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb');
export const MEMO_PROGRAM = key('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
/** Programs whose signatures inside an instruction are charged like transaction signatures. */
export const SIGNATURE_PRECOMPILES = new Set([
  key('Ed25519SigVerify111111111111111111111111111'),
  key('KeccakSecp256k11111111111111111111111111111'),
  key('Secp256r1SigVerify1111111111111111111111111'),
]);
/** Owners under which LiteSVM creates accounts at genesis; it has no call that lists all accounts. */
export const GENESIS_OWNERS: Key[] = [
  NATIVE_LOADER,
  key('BPFLoader1111111111111111111111111111111111'),
  key('BPFLoader2111111111111111111111111111111111'),
  UPGRADEABLE_LOADER,
  SYSVAR_OWNER,
  SYSTEM_PROGRAM,
  TOKEN_PROGRAM,
  TOKEN_2022_PROGRAM,
  key('Feature111111111111111111111111111111111111'),
  key('Config1111111111111111111111111111111111111'),
  key('Stake11111111111111111111111111111111111111'),
  key('Vote111111111111111111111111111111111111111'),
];
