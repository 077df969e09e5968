/** Takes everything out of the program and compares every lamport and every base unit with what went in. */
import { AccountLayout, MintLayout, TOKEN_PROGRAM_ID } from '@solana/spl-token';
import { PublicKey } from '@solana/web3.js';
import {
  closeMember,
  decodeAccount,
  escrowTokensPda,
  memberPda,
  PROGRAM_ID,
  stakeTokensPda,
  unstake,
  withdrawBalance,
  withdrawStake,
} from '@tagger/client';
import { ENDOWMENT, type Person, type World } from './world.ts';

/** What was compared; `createWorld` leaves config, two vaults and their token accounts alive. */
export interface Conservation {
  lamportsIn: bigint;
  lamportsOut: bigint;
  fees: bigint;
  tagMinted: bigint;
  tagHeld: bigint;
  /** Accounts of the program that are left after everybody has gone. */
  accountsLeft: number;
}

export function tagOf(world: World, tokens: PublicKey): bigint {
  const info = world.chain.account(tokens);
  return info === null ? 0n : AccountLayout.decode(info.data).amount;
}

/** Balance, then stake, then the member account itself, for everybody. */
export function leaveAll(world: World, everybody: readonly Person[]): void {
  const { chain, tagMint } = world;
  const memberOf = ({ key }: Person) => {
    const info = chain.account(memberPda(key));
    return info === null ? undefined : decodeAccount('member', info);
  };
  for (const person of everybody) {
    const member = memberOf(person);
    if (member === undefined) continue;
    const wallet = person.key;
    const steps = [];
    if (member.balance > 0n)
      steps.push(withdrawBalance({ wallet, to: person.tokens, tagMint, amount: member.balance }));
    if (member.stakeActive > 0n) steps.push(unstake({ wallet, amount: member.stakeActive }));
    if (steps.length > 0) chain.run([person.wallet], ...steps);
  }
  chain.advance(world.unbondingSecs + 1n);
  for (const person of everybody) {
    const member = memberOf(person);
    if (member === undefined) continue;
    const wallet = person.key;
    const stake = member.stakeCooling > 0n ? [withdrawStake({ wallet, to: person.tokens, tagMint })] : [];
    chain.run([person.wallet], ...stake, closeMember({ wallet, rentPayer: member.rentPayer }));
  }
}

/** Sums over every account any transaction named. Throws when a lamport or a base unit is missing or too many. */
export function conserve(world: World): Conservation {
  const { chain, tagMint } = world;
  let lamportsOut = 0n;
  let tagHeld = 0n;
  for (const text of chain.keys) {
    const key = new PublicKey(text);
    const info = chain.account(key);
    // Programs and sysvars were there before the first transaction.
    if (info === null || info.executable || text.startsWith('Sysvar') || isProgramData(info.owner)) continue;
    lamportsOut += chain.lamports(key);
    const holdsTag = info.owner.equals(TOKEN_PROGRAM_ID) && info.data.length === AccountLayout.span;
    if (holdsTag && AccountLayout.decode(info.data).mint.equals(tagMint)) tagHeld += tagOf(world, key);
  }
  const mint = chain.account(tagMint);
  const supply = mint === null ? 0n : MintLayout.decode(mint.data).supply;
  const accountsLeft = chain.svm.getProgramAccounts(PROGRAM_ID.toBytes()).length;
  equal(lamportsOut + chain.fees, ENDOWMENT, 'lamports at the end plus fees = lamports at the start');
  equal(supply, world.minted, 'supply of TAG = what was minted');
  equal(tagHeld, supply, 'TAG in all token accounts = supply');
  return { lamportsIn: ENDOWMENT, lamportsOut, fees: chain.fees, tagMinted: world.minted, tagHeld, accountsLeft };
}

/** After `leaveAll`: the vaults are empty and only config and vaults are left. */
export function checkEmpty(world: World, left: Conservation): void {
  equal(tagOf(world, stakeTokensPda()), 0n, 'TAG left in the stake vault');
  equal(tagOf(world, escrowTokensPda()), 0n, 'TAG left in the escrow vault');
  equal(BigInt(left.accountsLeft), 4n, 'accounts of the program left (config, two vaults, domains)');
}

const LOADER = new PublicKey('BPFLoaderUpgradeab1e11111111111111111111111');
const isProgramData = (owner: PublicKey): boolean => owner.equals(LOADER);

export function equal(actual: bigint, expected: bigint, what: string): void {
  if (actual !== expected) throw new Error(`${what}: ${actual} is not ${expected}`);
}
