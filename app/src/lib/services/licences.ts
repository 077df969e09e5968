/** Licences of somebody, and what they are of. */
import type { PublicKey } from '@solana/web3.js';
import type { Keyed, LicenseAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import { accountsOf } from './accounts.ts';

export type Licence = Keyed<LicenseAccount>;

/** States by number. */
export const STATE = { pending: 0, active: 1, revoked: 2 } as const;

/** The newest first. The indexer names them where there is one that keeps up; what they say is read from the chain. */
export async function licencesOf(chain: Chain, wanted: { holder: PublicKey; dataset?: PublicKey }): Promise<Licence[]> {
  const { client, connection } = chain;
  const named = await mintsOf(chain, wanted).catch(() => undefined);
  const found =
    named === undefined
      ? await client.listLicenses(connection, wanted)
      : [...(await accountsOf(chain, 'license', named)).values()];
  return found
    .filter(({ holder }) => holder.equals(wanted.holder))
    .sort((a, b) => (a.boughtAt < b.boughtAt ? 1 : a.boughtAt > b.boughtAt ? -1 : 0));
}

/** Slots the indexer may be behind: what was just bought must be among them. */
const MOST_LAG = 8;
/** Pages that are read: a list that goes on for ever is none. */
const MOST_PAGES = 100;

async function mintsOf(
  { index, connection, PublicKey }: Chain,
  { holder, dataset }: { holder: PublicKey; dataset?: PublicKey },
): Promise<PublicKey[] | undefined> {
  if (index === undefined) return undefined;
  const slot = await connection.getSlot();
  const found: PublicKey[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = { cursor, limit: 200, dataset: dataset?.toBase58() };
    const answer = await index.get('listLicences', { path: { holder: holder.toBase58() }, query });
    if (slot - answer.slot > MOST_LAG) return undefined;
    found.push(...answer.data.items.map(({ address }) => new PublicKey(address)));
    if (answer.data.next === null) return found;
    cursor = answer.data.next;
  }
  return undefined;
}

/** How a licence stands at a moment of the chain. */
export type Standing = 'pending' | 'late' | 'active' | 'expired' | 'revoked';

export function standing({ state, expiresAt, keyUntil }: Licence, seconds: bigint): Standing {
  if (state === STATE.pending) return seconds >= keyUntil ? 'late' : 'pending';
  if (state !== STATE.active) return 'revoked';
  return expiresAt !== 0n && seconds >= expiresAt ? 'expired' : 'active';
}
