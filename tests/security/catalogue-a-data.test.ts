import { expect } from 'chai';
import { TransactionInstruction } from '@solana/web3.js';
import {
  buildInstruction,
  claim,
  collect,
  commit,
  configPda,
  memberPda,
  PROGRAM_ID,
  reveal,
  settle,
  unstake,
} from '@tagger/client';
import { staffed } from '../support/build.ts';
import { eventOf, expectError, WRONG_KIND } from '../support/expect.ts';
import { team } from '../support/people.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

/** Attacks with the bytes of an instruction (catalogue A, 21 to 26). */
describe('security A: instruction data', () => {
  let world: World;
  let ann: Actor;
  let mallory: Actor;
  before(async () => {
    world = await theWorld();
    [ann, mallory] = (await team(world, 2)) as [Actor, Actor];
  });
  const unstaking = (amount = 1n) => unstake({ wallet: ann.key, amount });

  it('[attack 21] what Anchor used to inject means nothing: its first byte is another instruction, which refuses the accounts', async () => {
    const idl = Buffer.from('40f4bc78a7e9690a', 'hex');
    for (const data of [
      idl,
      Buffer.concat([idl, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0])]),
      Buffer.from([255]),
      Buffer.alloc(0),
    ]) {
      const keys = [
        { pubkey: mallory.key, isSigner: true, isWritable: true },
        { pubkey: configPda(), isSigner: false, isWritable: true },
      ];
      await expectError(act(world, mallory, new TransactionInstruction({ programId: PROGRAM_ID, keys, data })), [
        'InvalidInstructionData',
        ...WRONG_KIND,
      ]);
    }
  });

  it('[attack 23] a length of 2^32 in front of nothing is refused before anything is allocated', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const [dan] = crew as [Actor];
    const place = { wallet: dan.key, task: setup.task, page: setup.page };
    const vectors = [
      claim({ ...place, panels: [] }),
      commit({ ...place, entries: [] }),
      settle({ page: setup.page, panels: [] }),
      collect({ ...place, entries: [] }),
    ];
    for (const instruction of vectors) {
      for (const length of [1, 65_535, 2 ** 31, 2 ** 32 - 1]) {
        const data = Buffer.from(instruction.data);
        data.writeUInt32LE(length, data.length - 4);
        const bomb = new TransactionInstruction({ programId: PROGRAM_ID, keys: instruction.keys, data });
        const refused = await expectError(act(world, dan, bomb), [
          'InvalidInstructionData',
          'Custom102',
          'BorshIoError',
          'ProgramFailedToComplete',
        ]);
        expect(refused.name, `length ${length}`).not.to.equal('ProgramFailedToComplete');
      }
    }
  });

  it('[attack 23] more reveals announced than the heap holds are refused, not an access violation', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const [dan] = crew as [Actor];
    const answers = new Uint8Array(8);
    const entries = [{ panel: 0n, slot: 0, salt: new Uint8Array(32).fill(1), answers }];
    const instruction = reveal({ wallet: dan.key, task: setup.task, page: setup.page, entries });
    // 72 bytes each: from 456 on they don't fit 32 KiB. Found by the fuzzer.
    for (const length of [2, 455, 456, 513, 3_000]) {
      const data = Buffer.from(instruction.data);
      data.writeUInt32LE(length, 1);
      const bomb = new TransactionInstruction({ programId: PROGRAM_ID, keys: instruction.keys, data });
      await expectError(act(world, dan, bomb), 'InvalidInstructionData');
    }
  });

  it('[attack 24] arguments cut short are refused', async () => {
    const whole = unstaking();
    for (let bytes = 1; bytes < whole.data.length; bytes += 1) {
      const cut = new TransactionInstruction({
        programId: PROGRAM_ID,
        keys: whole.keys,
        data: whole.data.subarray(0, bytes),
      });
      await expectError(act(world, ann, cut), ['InvalidInstructionData', 'Custom102']);
    }
  });

  it('[attack 24] bytes behind the last argument change nothing', async () => {
    const [cyd] = (await team(world, 1)) as [Actor];
    const whole = unstake({ wallet: cyd.key, amount: 7n });
    const data = Buffer.concat([whole.data, Buffer.alloc(9, 255)]);
    const longer = new TransactionInstruction({ programId: PROGRAM_ID, keys: whole.keys, data });
    expect(eventOf(await act(world, cyd, longer), 'memberChanged')).to.deep.include({
      stakeActive: 99_999_993n,
      stakeCooling: 7n,
    });
  });

  it('[attack 26] "left out" is an answer for optional accounts only', async () => {
    const config = configPda();
    const instruction = buildInstruction(
      'unstake',
      { wallet: ann.key, config: null, member: memberPda(ann.key) },
      { amount: 1n },
    );
    expect(instruction.keys[1]!.pubkey.equals(config)).to.equal(false);
    await expectError(act(world, ann, instruction), [...WRONG_KIND, 'InvalidSeeds']);
  });
});
