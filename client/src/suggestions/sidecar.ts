/**
 * Packed labels have no room for a word about suggestions. A sidecar is a document the annotator posts once his answers are
 * revealed; it names their hash, so that it can't be moved to other answers. Nothing is paid by it: it is his own word.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { sha256 } from '@noble/hashes/sha2';
import { PublicKey } from '@solana/web3.js';
import { base64urlnopad } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';
import { bytesSource, type Found, type Reader, type Storage, type Stored } from '../storage/index.ts';
import { checkRecord, objectOf, refuseRecord, type AssistRecord } from './assisted.ts';

const KIND = 'tagger:assisted:v1';
const TYPE = 'assisted';
const HASH_TAG = 'Content-SHA256';
/** Documents under the annotator's name that are looked at for one panel, newest first. */
const MOST_FILES = 8;
const MOST_BYTES = 16 * 1024 * 1024;

export interface Sidecar extends AssistRecord {
  /** Page and number of the panel that was answered. */
  page: PublicKey;
  panel: bigint;
  /** SHA-256 of the packed answers as they were revealed, 32 bytes. */
  answers: Uint8Array;
}

export function encodeSidecar({ page, panel, answers, models, assisted }: Sidecar): Uint8Array {
  const file = {
    kind: KIND,
    page: page.toBase58(),
    panel: `${panel}`,
    answers: bytesToHex(answers),
    models,
    assisted,
  };
  return new TextEncoder().encode(JSON.stringify(file));
}

/** Throws what `parseJson` throws, `BadAssistRecord` and `BadSuggestion`. */
export function decodeSidecar(bytes: Uint8Array): Sidecar {
  const { kind, page, panel, answers, models, assisted, ...more } = objectOf(bytes);
  if (kind !== KIND || Object.keys(more).length > 0) return refuseRecord('this is no record of suggestions');
  if (typeof panel !== 'string' || !/^\d{1,20}$/.test(panel)) return refuseRecord('it names no panel');
  if (typeof answers !== 'string' || !/^[0-9a-f]{64}$/.test(answers)) return refuseRecord('it names no answers');
  return {
    page: keyOf(page),
    panel: BigInt(panel),
    answers: hexToBytes(answers),
    ...checkRecord(models, assisted),
  };
}

function keyOf(value: unknown): PublicKey {
  try {
    return new PublicKey(String(value));
  } catch {
    return refuseRecord('it names no page');
  }
}

const tagsOf = (page: PublicKey, panel: bigint): Record<string, string> => ({
  'Tagger-Type': TYPE,
  'Tagger-Page': page.toBase58(),
  'Tagger-Panel': `${panel}`,
});

/** Posts it under the annotator's key. Post after the reveal: before, it would tell others what he answers. */
export function postSidecar(storage: Storage, sidecar: Sidecar): Promise<Stored> {
  const bytes = encodeSidecar(sidecar);
  const tags = Object.entries({
    'App-Name': 'Tagger',
    ...tagsOf(sidecar.page, sidecar.panel),
    [HASH_TAG]: bytesToHex(sha256(bytes)),
  }).map(([name, value]) => ({ name, value }));
  return storage.put(bytesSource(bytes), { contentType: 'application/json', tags });
}

/**
 * The newest record an annotator posted for the answers he revealed; `undefined` without one. `posters` are his wallet and
 * session key, `answers` the hash of what is on chain. Gateways say who posted what: ask several where that matters.
 */
export async function findSidecar(
  reader: Reader,
  { page, panel, answers }: Pick<Sidecar, 'page' | 'panel' | 'answers'>,
  posters: readonly PublicKey[],
): Promise<Sidecar | undefined> {
  const owners = posters.map((poster) => base64urlnopad.encode(sha256(poster.toBytes())));
  if (owners.length === 0) return undefined;
  for await (const found of reader.query({ tags: tagsOf(page, panel), owners }, MOST_FILES)) {
    const sidecar = await sidecarOf(reader, found);
    if (sidecar?.page.equals(page) && sidecar.panel === panel && bytesToHex(sidecar.answers) === bytesToHex(answers))
      return sidecar;
  }
  return undefined;
}

async function sidecarOf(reader: Reader, { id, tags }: Found): Promise<Sidecar | undefined> {
  const hash = tags.find(({ name }) => name === HASH_TAG)?.value ?? '';
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  try {
    return decodeSidecar((await reader.get(id, { sha256: hexToBytes(hash), maxBytes: MOST_BYTES })).bytes);
  } catch (error) {
    if (error instanceof TaggerClientError) return undefined;
    throw error;
  }
}
