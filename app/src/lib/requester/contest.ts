/** Labels that are contested, by the panel they belong to: each panel gets a review of its own. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import type { LabelRow } from './labels.ts';

export interface Contest {
  /** Page of the panel, its number there, and the items by their number in it. */
  subject: PublicKey;
  panel: bigint;
  items: number[];
}

export function contesting(rows: readonly LabelRow[]): Contest[] {
  const groups = new Map<string, Contest>();
  for (const { panel, place, contestable } of rows) {
    if (!contestable) continue;
    const key = `${panel.page} ${panel.number}`;
    const group = groups.get(key) ?? { subject: panel.address, panel: panel.number, items: [] };
    group.items.push(place - panel.firstItem);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Asks validators about one panel's items. What their fees need beyond the task's escrow comes from the wallet with it. */
export async function contest(
  chain: Chain,
  task: PublicKey,
  group: Contest,
  operator: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const [found, prepared, { tagMint }] = await Promise.all([
    client.fetchTask(connection, task),
    client.prepareReview(connection, { ...group, task }),
    chain.config(),
  ]);
  const missing = found === null ? 0n : client.reviewCost(found.terms, group.items.length) - found.escrow;
  const from = await chain.tokensOf(operator);
  return [
    ...(missing > 0n ? [client.fundTask({ payer: operator, task, from, tagMint, amount: missing })] : []),
    client.contestItems({ ...prepared, operator }),
  ];
}
