/**
 * Compute units of the consensus functions on the chain's own virtual machine, and proof that chain and native code
 * give the same bits. Build first (see README.md), then: node --import tsx consensus/compute.ts PROBE.so NATIVE
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  AccountRole,
  address,
  appendTransactionMessageInstructions,
  createTransactionMessage,
  generateKeyPairSigner,
  lamports,
  pipe,
  setTransactionMessageFeePayerSigner,
  signTransactionMessageWithSigners,
  type Address,
  type TransactionSigner,
} from '@solana/kit';
import { FailedTransactionMetadata, LiteSVM } from 'litesvm';
import { OPS, panel, type Case, type Op } from './panels.ts';

const PROGRAM = address('Probe11111111111111111111111111111111111111');
const COMPUTE_BUDGET = address('ComputeBudget111111111111111111111111111111');
const MOST_COMPUTE = 1_400_000;

/** Runs one operation on chain and returns the compute it took and the account afterwards. */
async function onChain(svm: LiteSVM, payer: TransactionSigner, account: Address, ix: Uint8Array, data: Uint8Array) {
  const space = BigInt(data.length);
  const rent = lamports(svm.minimumBalanceForRentExemption(space));
  svm.setAccount({ address: account, data, executable: false, lamports: rent, programAddress: PROGRAM, space });
  svm.expireBlockhash();
  const limit = new Uint8Array([2, 0, 0, 0, 0]);
  new DataView(limit.buffer).setUint32(1, MOST_COMPUTE, true);
  const message = pipe(
    createTransactionMessage({ version: 0 }),
    (m) => setTransactionMessageFeePayerSigner(payer, m),
    (m) => svm.setTransactionMessageLifetimeUsingLatestBlockhash(m),
    (m) =>
      appendTransactionMessageInstructions(
        [
          { programAddress: COMPUTE_BUDGET, data: limit },
          { programAddress: PROGRAM, accounts: [{ address: account, role: AccountRole.WRITABLE }], data: ix },
        ],
        m,
      ),
  );
  const result = svm.sendTransaction(await signTransactionMessageWithSigners(message));
  if (result instanceof FailedTransactionMetadata) {
    throw new Error(`the probe failed, rebuild it and see its log: ${result.toString()}`);
  }
  const after = svm.getAccount(account);
  if (!after.exists) throw new Error('the account vanished: give it rent-exempt lamports');
  return { units: Number(result.computeUnitsConsumed()), data: after.data };
}

/** The same operation in the native build. */
function offChain(native: string, ix: Uint8Array, data: Uint8Array): Uint8Array {
  const frame = (bytes: Uint8Array): Uint8Array[] => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length, true);
    return [length, bytes];
  };
  return execFileSync(native, { input: Buffer.concat([...frame(ix), ...frame(data)]), maxBuffer: 1 << 26 });
}

const one = { bits: 1, classes: 2 };
const nibble = { bits: 4, classes: 16 };
const CASES: Case[] = [
  ...[3, 5, 7, 16].map((members): Case => ({ ops: ['majority'], members, ...one, items: 1024, accuracy: 0.9 })),
  { ops: ['majority'], members: 5, ...one, items: 1024, accuracy: 0.9, masked: 2 },
  ...[3, 5, 7, 16].map((members): Case => ({ ops: ['majority'], members, ...nibble, items: 1024, accuracy: 0.9 })),
  { ops: ['majority'], members: 5, bits: 4, classes: 10, items: 1024, accuracy: 0.8, masked: 2 },
  { ops: ['majority'], members: 5, bits: 2, classes: 4, items: 1024, accuracy: 0.9 },
  { ops: ['majority'], members: 5, bits: 8, classes: 256, items: 1024, accuracy: 0.9 },
  ...[3, 5, 6, 7, 9, 16].map((members): Case => ({ ops: ['weighted'], members, ...one, items: 1024, accuracy: 0.9 })),
  { ops: ['weighted'], members: 5, ...one, items: 1024, accuracy: 0.9, masked: 2 },
  ...[1, 0.95, 0.8, 0].map((accuracy): Case => ({ ops: ['weighted'], members: 5, ...nibble, items: 1024, accuracy })),
  ...[4, 8, 10].map((classes): Case => ({
    ops: ['weighted'],
    members: 5,
    bits: 4,
    classes,
    items: 1024,
    accuracy: 0.9,
  })),
  { ops: ['weighted'], members: 3, ...nibble, items: 1024, accuracy: 0.8 },
  { ops: ['weighted'], members: 16, ...nibble, items: 1024, accuracy: 0.8 },
  { ops: ['weighted'], members: 16, ...nibble, items: 1024, accuracy: 0 },
  { ops: ['weighted'], members: 5, bits: 4, classes: 10, items: 1024, accuracy: 0.8, masked: 2 },
  { ops: ['weighted'], members: 5, ...nibble, items: 1024, accuracy: 0.8, masked: 2 },
  { ops: ['weighted'], members: 5, bits: 2, classes: 4, items: 1024, accuracy: 0.8 },
  { ops: ['weighted'], members: 5, bits: 8, classes: 16, items: 256, accuracy: 0.8 },
  { ops: ['weighted'], members: 5, ...one, items: 64, accuracy: 0.9 },
  { ops: ['weighted'], members: 5, ...nibble, items: 64, accuracy: 0.9 },
  { ops: ['majoritySure', 'agreement'], members: 5, ...one, items: 1024, accuracy: 0.9 },
  { ops: ['majoritySure', 'agreement'], members: 5, ...nibble, items: 1024, accuracy: 0.9 },
  { ops: ['majoritySure', 'learn'], members: 5, ...one, items: 1024, accuracy: 0.9 },
  { ops: ['majoritySure', 'learn'], members: 5, ...nibble, items: 1024, accuracy: 0.9 },
  { ops: ['weights'], members: 1, ...one, items: 64, accuracy: 0.9 },
  { ops: ['weights'], members: 1, ...nibble, items: 64, accuracy: 0.9 },
  { ops: ['settle'], members: 3, ...one, items: 1024, accuracy: 0.9 },
  { ops: ['settle'], members: 5, ...one, items: 1024, accuracy: 0.9 },
  { ops: ['settle'], members: 5, ...nibble, items: 1024, accuracy: 0.9 },
];

async function main(): Promise<void> {
  const [probe, native] = process.argv.slice(2);
  if (!probe || !native) throw new Error('pass two files: the probe program (.so) and its native build');
  const svm = new LiteSVM();
  svm.addProgram(PROGRAM, readFileSync(probe));
  const payer = await generateKeyPairSigner();
  svm.airdrop(payer.address, lamports(10n ** 12n));
  const account = (await generateKeyPairSigner()).address;

  console.log(
    '| operation | members | bits | classes | items | accuracy | later-wave members | compute units | per annotation |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  let compared = 0;
  for (const shape of CASES) {
    const { instruction, data } = panel(shape, 20_261_122);
    const idle = await onChain(svm, payer, account, instruction('nothing'), data);
    let state: Uint8Array = data;
    let row: [Op, number] = ['nothing', 0];
    for (const op of shape.ops) {
      const chain = await onChain(svm, payer, account, instruction(op), state);
      const same = Buffer.compare(Buffer.from(chain.data), offChain(native, instruction(op), state)) === 0;
      if (!same)
        throw new Error(
          `${op} differs between chain and native for ${JSON.stringify(shape)}: rebuild both from one source`,
        );
      compared += 1;
      state = new Uint8Array(chain.data);
      row = [op, chain.units - idle.units];
    }
    const [op, units] = row;
    const cells = [op, shape.members, shape.bits, shape.classes, shape.items, shape.accuracy, shape.masked ?? 0, units];
    const annotations = shape.members * shape.items;
    console.log(`| ${cells.join(' | ')} | ${op === 'weights' ? '' : (units / annotations).toFixed(2)} |`);
  }
  console.log(
    `\n${compared} accounts compared byte for byte with the native build: equal. Operations: ${OPS.join(', ')}.`,
  );
}

await main();
