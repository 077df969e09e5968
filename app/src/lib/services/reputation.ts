/** A member's record by domain, what opens the next level, and what moved it. */
import type { PublicKey } from '@solana/web3.js';
import type { MemberAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';

export interface DomainStanding {
  place: number;
  name: string;
  level: number;
  /** What the record and the stake would open by themselves. */
  byRecord: number;
  byStake: number;
  qualityBps: number;
  /** Observations that still count. */
  volume: number;
  streak: number;
  /** What the record needs for the level above `byRecord`; `undefined` at the top. */
  next: { volume: number; qualityBps: number } | undefined;
}

export interface Moved {
  signature: string;
  /** Unix seconds; `undefined` where the node does not say. */
  at: number | undefined;
  task: string;
  domain: number;
  /** As the program's event says: 0 collected, 1 expired, 2 given back. */
  cause: number;
  level: number;
  qualityBps: number;
  volume: number;
  streak: number;
}

export interface Reputation {
  member: MemberAccount;
  domains: DomainStanding[];
  /** Newest first. */
  moved: Moved[];
}

/** Transactions that are looked through. */
const LOOKED = 40;

/** Null for who is no member. History comes from the node's own logs: one that keeps none shows none. */
export async function reputationOf(chain: Chain, wallet: PublicKey): Promise<Reputation | null> {
  const { client, connection, routing } = chain;
  const [member, clock, named, { params }] = await Promise.all([
    client.fetchMember(connection, wallet),
    client.fetchClock(connection),
    client.fetchDomains(connection),
    chain.config(),
  ]);
  if (member === null) return null;
  const today = routing.dayOf(clock.seconds);
  const stake = member.stakeActive + member.stakeLocked;
  const names = named === null ? [] : client.domainsOf(named);
  const domains = names.flatMap(({ place, name, retired }): DomainStanding[] => {
    const record = routing.faded(member.records[place] ?? routing.NO_RECORD, today);
    if (retired && record.seen === 0) return [];
    const byRecord = routing.recordLevel(record);
    const [volume, qualityBps] = routing.LEVELS[byRecord] ?? [];
    return [
      {
        place,
        name,
        level: routing.levelOf(record, stake, params.minStake, today),
        byRecord,
        byStake: routing.stakeLevel(stake, params.minStake),
        qualityBps: routing.qualityBps(record),
        volume: routing.volumeOf(record),
        streak: record.streak,
        next: volume === undefined || qualityBps === undefined ? undefined : { volume, qualityBps },
      },
    ];
  });
  domains.sort((a, b) => b.volume - a.volume);
  return { member, domains, moved: await movedOf(chain, wallet) };
}

async function movedOf({ client, connection }: Chain, wallet: PublicKey): Promise<Moved[]> {
  const found = await connection.getSignaturesForAddress(client.memberPda(wallet), { limit: LOOKED });
  const moved: Moved[] = [];
  for (const { signature, err, blockTime } of found) {
    if (err !== null) continue;
    const transaction = await connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
    for (const { name, data } of client.parseEvents(transaction?.meta?.logMessages ?? [])) {
      if (name !== 'reputationChanged' || !data.wallet.equals(wallet)) continue;
      const { task, domain, cause, level, qualityBps, volume, streak } = data;
      const at = blockTime ?? undefined;
      moved.push({ signature, at, task: task.toBase58(), domain, cause, level, qualityBps, volume, streak });
    }
  }
  return moved;
}
