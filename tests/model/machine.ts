/**
 * The compiled program as a state machine: every state is the set of its accounts and the time, every step an instruction
 * of some party or a jump of the clock to the next deadline. Nothing of the program is modelled: LiteSVM runs its bytes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TOKEN_PROGRAM_ID } from '@solana/spl-token';
import {
  ComputeBudgetProgram,
  Keypair,
  PublicKey,
  TransactionMessage,
  VersionedTransaction,
  type AccountInfo,
  type TransactionInstruction,
} from '@solana/web3.js';
import litesvm from 'litesvm/dist/internal.js';
import { PROGRAM_ID } from '@tagger/client';
import { DEFAULT_RENT_PER_BYTE, type Localnet } from '@tagger/localnet';
import { PROGRAM, type World } from '../support/world.ts';

/** Who takes a step. The keeper is a stranger: what he can do, anybody can. Time is nobody. */
export type Party = 'requester' | 'ann' | 'ben' | 'keeper' | 'time';

export interface Move {
  party: Party;
  name: string;
  /** The signed-looking transaction; signatures are not checked, so it is built once. */
  raw: Uint8Array;
}

type Account = AccountInfo<Buffer>;

export interface State {
  /** By base58 address; closed accounts are absent. Accounts are never changed, only replaced. */
  accounts: ReadonlyMap<string, Account>;
  /** Unix seconds. */
  now: bigint;
}

/** Accounts a step can change: those of the program and of the token program, and wallets. */
const tracked = (owner: PublicKey): boolean =>
  owner.equals(PROGRAM_ID) || owner.equals(TOKEN_PROGRAM_ID) || owner.equals(PublicKey.default);

/** The world's chain as it stands now. */
export function stateOf(world: World, now: bigint): State {
  const chain = (world.chain as Localnet).chain;
  const accounts = new Map<string, Account>();
  for (const [key, state] of chain.accounts.entries()) {
    const owner = new PublicKey(Buffer.from(state.owner, 'latin1'));
    if (!tracked(owner) || state.executable) continue;
    const address = new PublicKey(Buffer.from(key, 'latin1')).toBase58();
    accounts.set(address, {
      data: Buffer.from(state.data),
      owner,
      lamports: Number(state.lamports),
      executable: false,
    });
  }
  return { accounts, now };
}

export class Machine {
  private readonly svm = new litesvm.LiteSvm();
  private readonly payer = Keypair.generate().publicKey;
  private current: State = { accounts: new Map(), now: 0n };

  constructor() {
    this.svm.setSigverify(false);
    this.svm.setBlockhashCheck(false);
    this.svm.setTransactionHistory(0n);
    this.svm.setRent(new litesvm.Rent(BigInt(DEFAULT_RENT_PER_BYTE), 1, 50));
    this.svm.addProgram(PROGRAM_ID.toBytes(), readFileSync(PROGRAM));
  }

  move(party: Party, name: string, instruction: TransactionInstruction): Move {
    const message = new TransactionMessage({
      payerKey: this.payer,
      recentBlockhash: PublicKey.default.toBase58(),
      instructions: [ComputeBudgetProgram.setComputeUnitLimit({ units: 1_400_000 }), instruction],
    }).compileToV0Message();
    return { party, name, raw: new VersionedTransaction(message).serialize() };
  }

  /** The state after a move, or undefined when the program refuses it. */
  step(from: State, move: Move): State | undefined {
    this.load(from);
    // The payer is outside of every state: fees are not what is looked at here.
    this.write(this.payer, { data: Buffer.alloc(0), owner: PublicKey.default, lamports: 1e12, executable: false });
    const result = this.svm.sendVersionedTransaction(move.raw);
    if (result instanceof litesvm.FailedTransactionMetadata) return undefined;
    const accounts = new Map(from.accounts);
    for (const key of VersionedTransaction.deserialize(move.raw).message.staticAccountKeys) {
      const before = accounts.get(key.toBase58());
      const after = this.read(key);
      if (after === undefined || !tracked(after.owner) || key.equals(this.payer) || after.executable) {
        if (before !== undefined && after === undefined) accounts.delete(key.toBase58());
      } else if (before === undefined || before.lamports !== after.lamports || !before.data.equals(after.data)) {
        accounts.set(key.toBase58(), after);
      }
    }
    this.current = { accounts, now: from.now };
    return this.current;
  }

  /** Brings the runtime to a state, touching only what differs. */
  private load(state: State): void {
    if (state === this.current) return;
    const { accounts: before } = this.current;
    for (const [address, account] of state.accounts)
      if (before.get(address) !== account) this.write(new PublicKey(address), account);
    for (const address of before.keys()) {
      if (state.accounts.has(address)) continue;
      this.write(new PublicKey(address), {
        data: Buffer.alloc(0),
        owner: PublicKey.default,
        lamports: 0,
        executable: false,
      });
    }
    // One slot for ever: the cluster does not restart here, and states must not differ by the way that led to them.
    this.svm.setClock(new litesvm.Clock(1n, state.now, 0n, 1n, state.now));
    this.current = state;
  }

  private write(key: PublicKey, account: Account): void {
    const { lamports, data, owner } = account;
    this.svm.setAccount(key.toBytes(), new litesvm.Account(BigInt(lamports), data, owner.toBytes(), false, 0n));
  }

  private read(key: PublicKey): Account | undefined {
    const found = this.svm.getAccount(key.toBytes());
    if (found === null || found.lamports() === 0n) return undefined;
    return {
      data: Buffer.from(found.data()),
      owner: new PublicKey(found.owner()),
      lamports: Number(found.lamports()),
      executable: found.executable(),
    };
  }
}

const digests = new WeakMap<Account, string>();

function digest(account: Account): string {
  let known = digests.get(account);
  if (known === undefined) {
    known = createHash('sha256').update(`${account.lamports}:`).update(account.data).digest('base64');
    digests.set(account, known);
  }
  return known;
}

/** Equal for equal states. */
export function keyOf(state: State): string {
  const hash = createHash('sha256').update(state.now.toString());
  for (const address of [...state.accounts.keys()].sort())
    hash.update(address).update(digest(state.accounts.get(address) as Account));
  return hash.digest('base64');
}
