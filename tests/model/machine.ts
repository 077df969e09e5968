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

/**
 * Who takes a step. The keeper is a stranger: what he can do, anybody can. Time is nobody. Vera is a validator, the bench are
 * all others. Pat proposes what is voted on; then Ann and Ben are voters.
 */
export type Party = 'requester' | 'ann' | 'ben' | 'vera' | 'bench' | 'pat' | 'guardian' | 'keeper' | 'time';

export interface Move {
  party: Party;
  name: string;
  /** The signed-looking transaction; signatures are not checked, so it is built once. */
  raw: Uint8Array;
  /** Accounts it names. */
  keys: readonly PublicKey[];
  /** The same, in base58. */
  addresses: readonly string[];
  /** The block that decides a draw: the runtime shows no other one. */
  block?: Block;
}

export interface Block {
  slot: bigint;
  hash: Uint8Array;
}

export type Account = AccountInfo<Buffer>;

export interface State {
  /** By base58 address; closed accounts are absent. Accounts are never changed, only replaced. */
  accounts: ReadonlyMap<string, Account>;
  /** Unix seconds. */
  now: bigint;
  slot: bigint;
}

/** Accounts a step can change: those of the program and of the token program, and wallets. */
const tracked = (owner: PublicKey): boolean =>
  owner.equals(PROGRAM_ID) || owner.equals(TOKEN_PROGRAM_ID) || owner.equals(PublicKey.default);

/** The world's chain as it stands, at this second and slot. */
export function stateOf(world: World, now: bigint, slot = 1n): State {
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
  return { accounts, now, slot };
}

/** Accounts as a step leaves them; closed ones are undefined. */
type Change = readonly (readonly [address: string, account: Account | undefined])[];

/** Steps whose outcome is remembered at the same time: about 300 bytes each. */
const MOST_KEPT = 2_000_000;

export class Machine {
  private readonly svm = new litesvm.LiteSvm();
  private readonly payer = Keypair.generate().publicKey;
  private current: State = { accounts: new Map(), now: 0n, slot: 0n };
  /** Equal accounts are kept once: a shard of the pool has 80 kB. */
  private readonly kept = new Map<string, Account>();
  /** What a move did to the accounts it names, by these accounts and the time: it can see nothing else. */
  private readonly done = new Map<string, Change | undefined>();
  private readonly moves = new WeakMap<Move, number>();
  private readonly numbers = new WeakMap<Account, number>();
  private next = 0;

  constructor() {
    this.svm.setSigverify(false);
    this.svm.setBlockhashCheck(false);
    this.svm.setTransactionHistory(0n);
    this.svm.setRent(new litesvm.Rent(BigInt(DEFAULT_RENT_PER_BYTE), 1, 50));
    this.svm.addProgram(PROGRAM_ID.toBytes(), readFileSync(PROGRAM));
  }

  move(party: Party, name: string, instruction: TransactionInstruction, block?: Block): Move {
    const message = new TransactionMessage({
      payerKey: this.payer,
      recentBlockhash: PublicKey.default.toBase58(),
      instructions: [ComputeBudgetProgram.setComputeUnitLimit({ units: 1_400_000 }), instruction],
    }).compileToV0Message();
    const raw = new VersionedTransaction(message).serialize();
    const keys = message.staticAccountKeys;
    return { party, name, raw, keys, addresses: keys.map((key) => key.toBase58()), ...(block && { block }) };
  }

  /** The state after a move, or undefined when the program refuses it. */
  step(from: State, move: Move): State | undefined {
    const seen = this.seen(from, move);
    if (!this.done.has(seen)) {
      if (this.done.size >= MOST_KEPT) this.done.clear();
      this.done.set(seen, this.run(from, move));
    }
    const change = this.done.get(seen);
    if (change === undefined) return undefined;
    const accounts = new Map(from.accounts);
    for (const [address, account] of change) {
      if (account === undefined) accounts.delete(address);
      else accounts.set(address, account);
    }
    return { accounts, now: from.now, slot: from.slot };
  }

  /** Everything a move can see. */
  private seen({ accounts, now, slot }: State, move: Move): string {
    const account = (address: string): number => {
      const found = accounts.get(address);
      return found === undefined ? 0 : this.number(this.numbers, found);
    };
    return `${this.number(this.moves, move)}:${now}:${slot}:${move.addresses.map(account).join()}`;
  }

  private number<T extends object>(of: WeakMap<T, number>, thing: T): number {
    let known = of.get(thing);
    if (known === undefined) {
      this.next += 1;
      known = this.next;
      of.set(thing, known);
    }
    return known;
  }

  /** What the program does, by address; undefined when it refuses. */
  private run(from: State, move: Move): Change | undefined {
    this.load(from);
    // The payer is outside of every state: fees are not what is looked at here.
    this.write(this.payer, { data: Buffer.alloc(0), owner: PublicKey.default, lamports: 1e12, executable: false });
    if (move.block !== undefined) {
      const { slot, hash } = move.block;
      this.svm.setSlotHashes([{ slot, hash: new PublicKey(hash).toBase58() }]);
    }
    const result = this.svm.sendVersionedTransaction(move.raw);
    if (result instanceof litesvm.FailedTransactionMetadata) return undefined;
    const change: [string, Account | undefined][] = [];
    const accounts = new Map(from.accounts);
    move.keys.forEach((key, at) => {
      const address = move.addresses[at] as string;
      const before = accounts.get(address);
      const after = this.read(key);
      if (after === undefined || !tracked(after.owner) || key.equals(this.payer) || after.executable) {
        if (before === undefined || after !== undefined) return;
        accounts.delete(address);
        change.push([address, undefined]);
      } else if (before === undefined || before.lamports !== after.lamports || !before.data.equals(after.data)) {
        const kept = this.keep(address, after);
        accounts.set(address, kept);
        change.push([address, kept]);
      }
    });
    this.current = { accounts, now: from.now, slot: from.slot };
    return change;
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
    // The cluster does not restart here.
    this.svm.setClock(new litesvm.Clock(state.slot, state.now, 0n, 1n, state.now));
    this.current = state;
  }

  private keep(address: string, account: Account): Account {
    const name = `${address}:${digest(account)}`;
    const known = this.kept.get(name) ?? account;
    this.kept.set(name, known);
    return known;
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

export function digest(account: Account): string {
  let known = digests.get(account);
  if (known === undefined) {
    known = createHash('sha256').update(`${account.lamports}:`).update(account.data).digest('base64');
    digests.set(account, known);
  }
  return known;
}

/** Equal for equal states. */
export function keyOf(state: State): string {
  const hash = createHash('sha256').update(`${state.now}:${state.slot}`);
  for (const address of [...state.accounts.keys()].sort())
    hash.update(address).update(digest(state.accounts.get(address) as Account));
  return hash.digest('base64');
}
