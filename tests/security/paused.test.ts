import { expect } from 'chai';
import { CAMEL_IDL, fetchConfig, PAUSE, type InstructionName } from '@tagger/client';
import { whilePaused } from '../support/admin.ts';
import { theWorld, type World } from '../support/world.ts';
import { fixture } from './fixtures.ts';
import { outcome } from './mutations.ts';

/** What begins something new. Everything else goes on, brings something to its end, or takes money out. */
const ENTRIES = new Set([
  'stake',
  'joinPool',
  'openTask',
  'fundTask',
  'openPage',
  'openPanels',
  'joinTask',
  'openValidatorSeat',
  'claim',
  'takeTicket',
  'publishDataset',
  'openOffer',
  'buyLicense',
  'renewLicense',
  'upgradeLicense',
  'bidLicense',
]);

/** Every instruction of the program, tried while everything that can be paused is paused. */
describe('[attack 116] a pause stops entries and never exits', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  for (const { name } of CAMEL_IDL.instructions) {
    const stopped = ENTRIES.has(name);
    it(`${name} ${stopped ? 'is stopped: Paused' : 'goes on'}`, async () => {
      const made = await fixture(world, name as InstructionName);
      const trying = async (): Promise<string | undefined> => {
        const { blockhash } = await made.world.connection.getLatestBlockhash('confirmed');
        return outcome(made.world, made.world.guardian.publicKey, blockhash, made.instruction);
      };
      try {
        expect(await trying(), 'before the pause').to.equal(undefined);
        // Before there is a config there is nothing to pause.
        if ((await fetchConfig(made.world.connection)) === null) return;
        await whilePaused(made.world, PAUSE.stake | PAUSE.tasks | PAUSE.claims, async () => {
          expect(await trying(), 'while everything is paused').to.equal(stopped ? 'Paused' : undefined);
        });
        expect(await trying(), 'after the pause').to.equal(undefined);
      } finally {
        await made.after?.();
      }
    });
  }

  it('speaks of instructions that exist', () => {
    const names = new Set<string>(CAMEL_IDL.instructions.map((instruction) => instruction.name));
    expect([...ENTRIES].filter((name) => !names.has(name))).to.deep.equal([]);
  });
});
