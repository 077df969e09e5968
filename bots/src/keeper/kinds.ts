/** The accounts a keeper looks at, told apart by their first eight bytes, and how much of each it reads. */
import { discriminatorOf, offsetOf, sizeOf, type AccountTypes } from '@tagger/client';

export const KINDS = [
  'task',
  'dataset',
  'page',
  'seat',
  'offer',
  'license',
  'bid',
  'proposal',
  'ballot',
  'pool',
  'member',
] as const satisfies readonly (keyof AccountTypes)[];
export type Kind = (typeof KINDS)[number];

/** Bytes of each account from its beginning; a page is read whole, because its panels lie anywhere in it. */
export const BYTES: Partial<Record<Kind, number>> = {
  seat: 8 + sizeOf('seat'),
  member: offsetOf('member', 'balance') + 8,
};

const word = (bytes: Uint8Array): bigint => Buffer.from(bytes).readBigUInt64LE(0);
const BY_DISCRIMINATOR = new Map(KINDS.map((kind) => [word(discriminatorOf(kind)), kind]));

/** What an account of the program is; `undefined` for those a keeper leaves alone. */
export const kindOf = (data: Buffer): Kind | undefined =>
  data.length < 8 ? undefined : BY_DISCRIMINATOR.get(data.readBigUInt64LE(0));
