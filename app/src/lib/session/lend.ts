/** A key that claims, commits and reveals for a wallet, and nothing else: what lends it, what it sends, what brings its fees back. */
import type { Keypair, PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { ChainClock, MemberAccount, Sent } from '@tagger/client';
import type { Chain } from '../chain/door.ts';

/** Longest a key is lent, seconds; the program may allow less. */
const LENT_SECS = 7n * 86_400n;
/** Less than this is as good as over, seconds. */
const LEAST_SECS = 120n;
/** Lamports of a signature: the cluster's, unchanged since its beginning. */
const FEE = 5_000n;
/** Transactions a lent key can pay for: a panel takes about three. */
const TRANSACTIONS = 300n;
/** Below so many left it is filled up again. */
const FEW = 20n;

export interface Session {
  key: Keypair;
  /** Unix seconds of the chain until which the program takes it. */
  until: bigint;
  /** Lamports it can pay fees with, beyond the rent an account has to hold. */
  fees: bigint;
}

/** Why a kept key does nothing for its wallet now. */
export type Idle = 'none' | 'over' | 'elsewhere' | 'dry';

/** Rent an account without data has to hold, lamports. */
const leastOf = async ({ connection }: Chain): Promise<bigint> =>
  BigInt(await connection.getMinimumBalanceForRentExemption(0));

/** Whether the chain takes the key for this member, and whether it can pay. Fees don't matter where somebody else pays them. */
export async function stateOf(
  chain: Chain,
  key: Keypair,
  member: Pick<MemberAccount, 'session' | 'sessionUntil'> | null,
  clock: ChainClock,
): Promise<Session | Idle> {
  if (member === null || !member.session.equals(key.publicKey)) {
    const other = member?.session.equals(chain.PublicKey.default) === false;
    return other ? 'elsewhere' : 'none';
  }
  if (member.sessionUntil < clock.seconds + LEAST_SECS) return 'over';
  const [balance, least] = await Promise.all([chain.connection.getBalance(key.publicKey), leastOf(chain)]);
  const fees = BigInt(balance) - least;
  if (chain.network.sponsor === undefined && fees < FEW * FEE) return 'dry';
  return { key, until: member.sessionUntil, fees };
}

/** Lends the key for a week, or as long as the program allows, with fees of its own unless a sponsor pays them. */
export async function lend(
  chain: Chain,
  wallet: PublicKey,
  session: PublicKey,
  clock: ChainClock,
): Promise<{ instructions: TransactionInstruction[]; until: bigint }> {
  const { client, connection } = chain;
  const [{ params }, balance, least, { SystemProgram }] = await Promise.all([
    chain.config(),
    connection.getBalance(session),
    leastOf(chain),
    import('@solana/web3.js'),
  ]);
  const most = BigInt(params.maxSessionSecs);
  // A second of the chain passes between asking and landing, and the program refuses what is too long.
  const until = clock.seconds + (most < LENT_SECS ? most : LENT_SECS);
  const needed = chain.network.sponsor === undefined ? least + TRANSACTIONS * FEE - BigInt(balance) : 0n;
  const filled =
    needed > 0n ? [SystemProgram.transfer({ fromPubkey: wallet, toPubkey: session, lamports: needed })] : [];
  return { instructions: [client.setSession({ wallet, session, until }), ...filled], until };
}

/** Sends what the key may do. The sponsor pays, where the network names one who pays for all of it. */
export async function sendAs(
  chain: Chain,
  { key }: Session,
  instructions: TransactionInstruction[],
  names: readonly string[],
): Promise<Sent> {
  const { client, connection, network } = chain;
  await chain.sure();
  const sponsor = network.sponsor === undefined ? undefined : await client.sponsorAt(network.sponsor);
  const pays = sponsor !== undefined && names.every((name) => sponsor.facts.instructions.includes(name));
  return client.send(connection, instructions, pays ? [sponsor, key] : [key]);
}

/** What a key still holds goes back to its wallet, less one fee. Returns lamports; nothing where the fee is more than that. */
export async function bringBack({ client, connection }: Chain, key: Keypair, wallet: PublicKey): Promise<bigint> {
  const left = BigInt(await connection.getBalance(key.publicKey)) - FEE;
  if (left <= 0n) return 0n;
  const { SystemProgram } = await import('@solana/web3.js');
  const back = SystemProgram.transfer({ fromPubkey: key.publicKey, toPubkey: wallet, lamports: left });
  await client.send(connection, [back], [key]);
  return left;
}
