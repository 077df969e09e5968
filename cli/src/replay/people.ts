/** The people of a replay: requester and annotators with wallets, SOL, TAG, stake, seat and session key. */
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { SystemProgram, type Connection, type Keypair, type PublicKey } from '@solana/web3.js';
import { createMember, fetchMember, fetchSeat, joinTask, send, setSession, stake, type Sent } from '@tagger/client';
import type { Annotator } from '../annotate.ts';
import { chunks } from '../packing.ts';
import { pool } from '../pool.ts';
import { keyFrom, secretFrom } from './keys.ts';

export interface Person {
  name: string;
  wallet: Keypair;
  session: Keypair;
  tokens: PublicKey;
  saltSecret: Uint8Array;
}

const SOL = 1_000_000_000;
const SESSION_LAMPORTS = SOL / 100;
const PEOPLE_PER_TRANSACTION = 5;

export function person(seed: Uint8Array, name: string, tagMint: PublicKey): Person {
  const wallet = keyFrom(seed, `wallet:${name}`);
  return {
    name,
    wallet,
    session: keyFrom(seed, `session:${name}`),
    tokens: getAssociatedTokenAddressSync(tagMint, wallet.publicKey),
    saltSecret: secretFrom(seed, `salt:${name}`),
  };
}

/** Gives everybody `sol` for fees and rent, a TAG account and `tag` base units; those who have it get nothing more. */
export async function equip(
  connection: Connection,
  mintAuthority: Keypair,
  tagMint: PublicKey,
  people: Person[],
  give: { sol: number; tag: bigint },
  step: () => void,
): Promise<void> {
  await pool(chunks(people, PEOPLE_PER_TRANSACTION), 8, async (group) => {
    const known = await connection.getMultipleAccountsInfo(group.map(({ tokens }) => tokens));
    const missing = group.filter((_, at) => known[at] === null);
    const instructions = missing.flatMap(({ wallet, session, tokens }) => [
      SystemProgram.transfer({
        fromPubkey: mintAuthority.publicKey,
        toPubkey: wallet.publicKey,
        lamports: give.sol * SOL,
      }),
      SystemProgram.transfer({
        fromPubkey: mintAuthority.publicKey,
        toPubkey: session.publicKey,
        lamports: SESSION_LAMPORTS,
      }),
      createAssociatedTokenAccountIdempotentInstruction(mintAuthority.publicKey, tokens, wallet.publicKey, tagMint),
      createMintToInstruction(tagMint, tokens, mintAuthority.publicKey, give.tag),
    ]);
    if (instructions.length > 0) await send(connection, instructions, [mintAuthority]);
    group.forEach(step);
  });
}

export interface Joining {
  task: PublicKey;
  tagMint: PublicKey;
  rulesHash: Uint8Array;
  stakeAmount: bigint;
  bond: bigint;
  sessionUntil: bigint;
}

/** One transaction of the wallet: become a member, stake, lend the hot path to a session key, take a seat. */
export async function joinAs(connection: Connection, who: Person, how: Joining): Promise<Sent | undefined> {
  const wallet = who.wallet.publicKey;
  if ((await fetchSeat(connection, how.task, wallet)) !== null) return undefined;
  const member = await fetchMember(connection, wallet);
  const first =
    member === null
      ? [createMember({ wallet }), stake({ wallet, from: who.tokens, tagMint: how.tagMint, amount: how.stakeAmount })]
      : [];
  return send(
    connection,
    [
      ...first,
      setSession({ wallet, session: who.session.publicKey, until: how.sessionUntil }),
      joinTask({ wallet, task: how.task, rulesHash: how.rulesHash, bond: how.bond }),
    ],
    [who.wallet],
  );
}

/** What the hot path needs to act for a person. */
export function annotator(who: Person, seat: number, labelsFor: Annotator['labelsFor']): Annotator {
  return { wallet: who.wallet.publicKey, signer: who.session, saltSecret: who.saltSecret, seat, labelsFor };
}
