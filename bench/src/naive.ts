/** One annotation through the naive twin: claim, commit, reveal, three votes, finalise and pay. */
import {
  createInitializeAccount3Instruction,
  createMintToInstruction,
  ACCOUNT_SIZE,
  TOKEN_PROGRAM_ID,
} from '@solana/spl-token';
import { PublicKey, SystemProgram, TransactionInstruction, type AccountMeta } from '@solana/web3.js';
import { createHash } from 'node:crypto';
import { equal, tagOf } from './books.ts';
import { ACCOUNT_OVERHEAD, RENT_PER_BYTE } from './chain.ts';
import { Meter, type Measured } from './ours.ts';
import { aPerson, fileOf, keyFor, seedOf, type World } from './world.ts';

const PROGRAM = new PublicKey('Na1veTwin1111111111111111111111111111111111');
const VALIDATORS = 3;
const PRICE = 10_000n;

export interface NaiveResult {
  measured: Measured[];
  programBytes: number;
  transactions: number;
  /** Sums over the whole life of one annotation. */
  units: number;
  bytes: number;
  fee: bigint;
  /** Lamports locked by the submission and its votes. */
  rent: bigint;
  /** Names of the instructions whose message locks the task for writing. */
  locksTask: string[];
}

const u64 = (value: bigint): Buffer => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(value);
  return out;
};
const pda = (...seeds: Uint8Array[]): PublicKey => PublicKey.findProgramAddressSync(seeds, PROGRAM)[0];
const hash = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((digest, part) => digest.update(part), createHash('sha256')).digest();

function instruction(number: number, data: Uint8Array[], keys: [PublicKey, string][]): TransactionInstruction {
  const metas = keys.map(([pubkey, flags]): AccountMeta => ({
    pubkey,
    isSigner: flags.includes('s'),
    isWritable: flags.includes('w'),
  }));
  return new TransactionInstruction({
    programId: PROGRAM,
    keys: metas,
    data: Buffer.concat([Uint8Array.of(number), ...data]),
  });
}

export function measureNaive(world: World): NaiveResult {
  const { chain, deployer, tagMint } = world;
  const programBytes = chain.loadFile(PROGRAM, fileOf('../naive/naive.so'));
  const requester = aPerson(world, 'naive requester', 0n);
  const annotator = aPerson(world, 'naive annotator', 0n);
  const validators = Array.from({ length: VALIDATORS }, (_, at) => aPerson(world, `naive validator ${at}`, 0n));
  const task = pda(Buffer.from('task'), requester.key.toBytes(), u64(1n));
  const vault = keyFor('naive vault');
  const mintTo = 1_000n * PRICE;
  chain.run(
    [deployer, vault],
    SystemProgram.createAccount({
      fromPubkey: deployer.publicKey,
      newAccountPubkey: vault.publicKey,
      lamports: Number((ACCOUNT_OVERHEAD + BigInt(ACCOUNT_SIZE)) * RENT_PER_BYTE),
      space: ACCOUNT_SIZE,
      programId: TOKEN_PROGRAM_ID,
    }),
    createInitializeAccount3Instruction(vault.publicKey, tagMint, task),
    createMintToInstruction(tagMint, vault.publicKey, deployer.publicKey, mintTo),
  );
  world.minted += mintTo;
  const system = SystemProgram.programId;
  const open = instruction(
    0,
    [u64(1n), u64(PRICE)],
    [
      [requester.key, 'sw'],
      [task, 'w'],
      [tagMint, ''],
      [vault.publicKey, ''],
      [system, ''],
    ],
  );
  chain.run([requester.wallet], open);

  const meter = new Meter(world);
  const locksTask = new Set<string>();
  const step = (name: string, signer: typeof annotator, ix: TransactionInstruction): void => {
    meter.run(name, [signer.wallet], ix);
    if (ix.keys.some(({ pubkey, isWritable }) => isWritable && pubkey.equals(task))) locksTask.add(name);
  };
  const submission = pda(Buffer.from('submission'), task.toBytes(), annotator.key.toBytes(), u64(0n));
  const before = { fees: chain.fees, transactions: chain.transactions, bytes: chain.bytes, units: chain.units };
  const act: [PublicKey, string][] = [
    [annotator.key, 's'],
    [submission, 'w'],
  ];
  const salt = seedOf('naive salt');
  const label = Uint8Array.of(1);
  step(
    'claim',
    annotator,
    instruction(
      1,
      [u64(0n)],
      [
        [annotator.key, 'sw'],
        [task, 'w'],
        [submission, 'w'],
        [system, ''],
      ],
    ),
  );
  step('commit', annotator, instruction(2, [hash(label, annotator.key.toBytes(), salt)], act));
  step('reveal', annotator, instruction(3, [label, salt], act));
  const votes = validators.map(({ key }) => pda(Buffer.from('vote'), submission.toBytes(), key.toBytes()));
  const voteOf = (at: number): PublicKey => votes[at] ?? PublicKey.default;
  validators.forEach((validator, at) => {
    const commitment = hash(label, validator.key.toBytes(), salt);
    const keys: [PublicKey, string][] = [
      [validator.key, 'sw'],
      [submission, 'w'],
      [voteOf(at), 'w'],
      [system, ''],
    ];
    step('commit_vote', validator, instruction(4, [commitment], keys));
  });
  const locked = [submission, ...votes].reduce((sum, key) => sum + chain.lamports(key), 0n);
  validators.forEach((validator, at) => {
    const keys: [PublicKey, string][] = [
      [validator.key, 's'],
      [submission, 'w'],
      [voteOf(at), 'w'],
    ];
    step('reveal_vote', validator, instruction(5, [label, salt], keys));
  });
  const pairs = validators.flatMap(({ key }, at): [PublicKey, string][] => [
    [voteOf(at), 'w'],
    [key, 'w'],
  ]);
  const finalise = instruction(
    6,
    [],
    [
      [task, 'w'],
      [submission, 'w'],
      [annotator.key, 'w'],
      [vault.publicKey, 'w'],
      [annotator.tokens, 'w'],
      [tagMint, ''],
      [TOKEN_PROGRAM_ID, ''],
      ...pairs,
    ],
  );
  step('finalise + pay', requester, finalise);
  equal(tagOf(world, annotator.tokens), PRICE, 'TAG paid by the naive twin');
  equal(
    [submission, ...votes].reduce((sum, key) => sum + chain.lamports(key), 0n),
    0n,
    'rent left behind by the twin',
  );
  const measured = [...meter.all.values()];
  return {
    measured,
    programBytes,
    transactions: chain.transactions - before.transactions,
    units: chain.units - before.units,
    bytes: chain.bytes - before.bytes,
    fee: chain.fees - before.fees,
    rent: locked,
    locksTask: [...locksTask],
  };
}
