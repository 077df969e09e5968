import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { CAMEL_IDL, type InstructionName } from '@tagger/client';
import { people } from '../support/people.ts';
import { theWorld, type Actor, type World } from '../support/world.ts';
import { FIXTURES, fixture } from './fixtures.ts';
import { LEGAL } from './legal.ts';
import { makeStrangers, mutationsOf, outcome, type Strangers } from './mutations.ts';

/** Refusals that would mean the program stumbled instead of deciding. */
const STUMBLES = [
  'ProgramFailedToComplete',
  'Unexpected',
  'TransactionFailed',
  'ComputationalBudgetExceeded',
  'UnbalancedInstruction',
];

/**
 * Takes a succeeding instruction of every kind and changes one account at a time: another account, the same one twice,
 * a copy under another owner, no signature, no write lock. Everything that is not listed as legal must be refused by
 * name. Set TAGGER_MATRIX to a file name to get the whole table.
 */
describe('security: account substitution [attacks 1, 2, 3, 4, 6, 13, 14, 26, 29, 30, 47]', () => {
  let world: World;
  let gus: Actor;
  let strangers: Strangers;
  const table: string[] = [];
  const used = new Set<string>();

  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    strangers = await makeStrangers(world);
  });

  it('has a fixture for every instruction of the IDL and no other', () => {
    expect(Object.keys(FIXTURES).sort()).to.deep.equal(
      CAMEL_IDL.instructions.map((instruction) => instruction.name).sort(),
    );
  });

  for (const { name } of CAMEL_IDL.instructions) {
    it(name, async () => {
      const made = await fixture(world, name as InstructionName);
      const own = made.world === world;
      const feePayer = own ? gus.key : made.world.guardian.publicKey;
      const { blockhash } = await made.world.connection.getLatestBlockhash('confirmed');
      try {
        expect(await outcome(made.world, feePayer, blockhash, made.instruction), 'the unchanged instruction').to.equal(
          undefined,
        );
        const others = own
          ? strangers
          : { 'another wallet': gus.key, 'the program itself': made.instruction.programId };
        const mutations = await mutationsOf(made.world, name as InstructionName, made.instruction, others);
        expect(mutations.length).to.be.greaterThan(0);
        const surprises: string[] = [];
        for (const { account, what, instruction } of mutations) {
          const refusal = await outcome(made.world, feePayer, blockhash, instruction);
          table.push(`${name} | ${account} | ${what} | ${refusal ?? 'legal'}`);
          const legal = LEGAL.find(
            (rule) => rule.instruction.test(name) && rule.account.test(account) && rule.what.test(what),
          );
          if (refusal === undefined && legal !== undefined) used.add(legal.why);
          if (refusal === undefined ? legal === undefined : STUMBLES.includes(refusal))
            surprises.push(`${account} <- ${what}: ${refusal ?? 'accepted'}`);
        }
        expect(surprises, `changes of ${name} that were not refused by name`).to.deep.equal([]);
      } finally {
        await made.after?.();
      }
    });
  }

  it('lists nothing as legal that never happens', () => {
    expect(LEGAL.map((rule) => rule.why).filter((why) => !used.has(why))).to.deep.equal([]);
  });

  after(() => {
    const counts = new Map<string, number>();
    for (const row of table) {
      const refusal = row.split(' | ')[3] ?? '';
      counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
    }
    const summary = [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([refusal, count]) => `      ${String(count).padStart(5)}  ${refusal}`);
    console.log(`    ${table.length} changes, by refusal:\n${summary.join('\n')}`);
    const file = process.env['TAGGER_MATRIX'];
    if (file !== undefined) writeFileSync(file, `${table.join('\n')}\n`);
  });
});
