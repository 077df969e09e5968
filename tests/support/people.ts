/** Many people at once. */
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { Keypair, SystemProgram } from '@solana/web3.js';
import { createMember, stake } from '@tagger/client';
import { together } from './together.ts';
import type { Actor, World } from './world.ts';

const NAMES = [
  'Ann',
  'Ben',
  'Cyd',
  'Dan',
  'Eve',
  'Fay',
  'Gus',
  'Hal',
  'Ida',
  'Jon',
  'Kim',
  'Leo',
  'Mia',
  'Ned',
  'Ola',
  'Pia',
  'Quin',
  'Rex',
  'Sam',
  'Tess',
];
const SOL = 1_000_000_000;

/** People with ten SOL and `tag` base units each (default 1,000 TAG), without member accounts. */
export async function people(world: World, count: number, tag = 1_000_000_000n): Promise<Actor[]> {
  const { deployer, tagMint } = world;
  const actors = Array.from({ length: count }, (_, at): Actor => {
    const wallet = Keypair.generate();
    const key = wallet.publicKey;
    return {
      name: NAMES[at % NAMES.length] ?? 'Zoe',
      wallet,
      key,
      tokens: getAssociatedTokenAddressSync(tagMint, key),
    };
  });
  const payer = deployer.publicKey;
  const steps = actors.map(({ key, tokens }) => ({
    signers: [],
    instructions: [
      SystemProgram.transfer({ fromPubkey: payer, toPubkey: key, lamports: 10 * SOL }),
      createAssociatedTokenAccountIdempotentInstruction(payer, tokens, key, tagMint),
      ...(tag > 0n ? [createMintToInstruction(tagMint, tokens, payer, tag)] : []),
    ],
  }));
  await together(world, steps);
  return actors;
}

/** Members with `amount` base units staked each (default 100 TAG). */
export async function team(world: World, count: number, amount = 100_000_000n): Promise<Actor[]> {
  const actors = await people(world, count);
  const steps = actors.map((actor) => ({
    signers: [actor],
    instructions: [
      createMember({ wallet: actor.key }),
      ...(amount > 0n ? [stake({ wallet: actor.key, from: actor.tokens, tagMint: world.tagMint, amount })] : []),
    ],
  }));
  await together(world, steps);
  return actors;
}

/** A key others may encrypt with: the base point of ristretto255 (RFC 9496, A.1), hexadecimal. */
export const BASE_POINT = 'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76';
