/** Several people in few transactions: set-up of a test is packed as tightly as the transaction size allows. */
import { PublicKey, TransactionMessage, type Keypair, type TransactionInstruction } from '@solana/web3.js';
import { send, type Sent } from '@tagger/client';
import type { Actor, World } from './world.ts';

/** Instructions that succeed or fail as one, with the people who sign them. */
export interface Step {
  signers: readonly (Actor | Keypair)[];
  instructions: readonly TransactionInstruction[];
}

/** A v0 transaction has 1,232 bytes; room is left for the compute budget instructions. */
const ROOM = 1_232 - 40;
const SIGNATURE_BYTES = 64;

const keypairOf = (signer: Actor | Keypair): Keypair => ('wallet' in signer ? signer.wallet : signer);

function distinct(steps: readonly Step[]): Keypair[] {
  const all = steps.flatMap((step) => step.signers.map(keypairOf));
  return all.filter((signer, at) => all.findIndex((other) => other.publicKey.equals(signer.publicKey)) === at);
}

/** Bytes of the transaction that would hold these steps, paid by `payer`. */
function sizeOf(payer: PublicKey, steps: readonly Step[]): number {
  const instructions = steps.flatMap((step) => [...step.instructions]);
  const message = new TransactionMessage({
    payerKey: payer,
    recentBlockhash: PublicKey.default.toBase58(),
    instructions,
  });
  const others = distinct(steps).filter((signer) => !signer.publicKey.equals(payer)).length;
  try {
    return message.compileToV0Message().serialize().length + SIGNATURE_BYTES * (1 + others) + 1;
  } catch {
    // The compiler refuses to write beyond its buffer: the steps do not fit.
    return Number.MAX_SAFE_INTEGER;
  }
}

/** Runs the steps in order; the deployer pays the fees. */
export async function together(world: World, steps: readonly Step[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  let batch: Step[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const instructions = batch.flatMap((step) => [...step.instructions]);
    sent.push(await send(world.connection, instructions, [world.deployer, ...distinct(batch)]));
    batch = [];
  };
  for (const step of steps) {
    if (batch.length > 0 && sizeOf(world.deployer.publicKey, [...batch, step]) > ROOM) await flush();
    batch.push(step);
  }
  await flush();
  return sent;
}
