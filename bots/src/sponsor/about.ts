/** Whom a transaction serves and for which task, as the accounts on chain say: a session key or a new wallet does not start anew. */
import type { AccountInfo, PublicKey } from '@solana/web3.js';
import { decodeAccount, decodePage, memberPda, TaggerClientError } from '@tagger/client';
import type { Named } from './request.ts';

export interface About {
  wallet: PublicKey;
  /** Who may speak for it: itself, and its session key. */
  speakers: PublicKey[];
  /** Undefined for what concerns no task: becoming a member, stakes, withdrawals. */
  task: PublicKey | undefined;
}

/** Reads accounts by address, in order; null for one that is not there. */
export type Fetch = (addresses: PublicKey[]) => Promise<(AccountInfo<Buffer> | null)[]>;

/**
 * `seconds` is the chain's time: a session key that has run out speaks for nobody, as the program has it. Whoever kept one could use up an
 * allowance with pushes, which need no signature. Errors: `ManyWallets`, `ManyTasks`, `NoWallet` when accounts do not say who is served, and those of decoding.
 */
export async function readAbout(instructions: readonly Named[], fetch: Fetch, seconds: bigint): Promise<About> {
  const of = (name: string): PublicKey[] => instructions.flatMap(({ accounts }) => accounts[name] ?? []);
  const [members, seats, pages] = [unique(of('member')), unique(of('seat')), unique(of('page'))];
  const found = await fetch([...members, ...seats, ...pages]);
  const infos = (from: number, count: number): AccountInfo<Buffer>[] =>
    found.slice(from, from + count).filter((info) => info !== null);
  const accounts = infos(0, members.length).map((info) => decodeAccount('member', info));
  const known = accounts.map((member) => member.wallet);
  // Who becomes a member in this transaction has no account yet, and signs himself.
  const born = instructions.flatMap(({ name, accounts }) =>
    name === 'createMember' ? (accounts['wallet'] ?? []) : [],
  );
  const held = infos(members.length, seats.length).map((info) => decodeAccount('seat', info));
  const wallets = unique([...known, ...born, ...held.map(({ wallet }) => wallet)]);
  const [wallet] = wallets;
  if (wallet === undefined)
    throw new TaggerClientError('NoWallet', 'name a member or a seat, so that it is clear whom this serves');
  const strange = members.some((member) => !member.equals(memberPda(wallet)));
  if (wallets.length > 1 || strange)
    throw new TaggerClientError('ManyWallets', 'a transaction is paid for one wallet: send one for each');
  const tasks = unique([
    ...of('task'),
    ...held.map(({ task }) => task),
    ...infos(members.length + seats.length, pages.length).map((info) => decodePage(info).task),
  ]);
  if (tasks.length > 1)
    throw new TaggerClientError('ManyTasks', 'a transaction is paid for one task: send one for each');
  const sessions = accounts.filter(({ sessionUntil }) => seconds < sessionUntil).map(({ session }) => session);
  return { wallet, speakers: [wallet, ...sessions], task: tasks[0] };
}

const unique = (keys: PublicKey[]): PublicKey[] => [...new Map(keys.map((key) => [key.toBase58(), key])).values()];
