import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchTask, joinTask, listPages, listTasks } from '@tagger/client';
import { nameOfItem, readPublicItems, readRules } from '@tagger/client/published';
import { reader } from '@tagger/client/storage';
import { requester } from '@tagger/bots';
import { commitWork, revealWork, sit } from '../../tests/support/build.ts';
import { tagOf } from '../../tests/support/expect.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { team } from '../../tests/support/people.ts';
import { act, createWorld, giveTag, wait, type Actor, type World } from '../../tests/support/world.ts';
import { aHome, complaints, once, type Home, type Line } from './support/bot.ts';
import { anArweave } from './support/market.ts';

const TAG = 1_000_000_000n;
/** Sixty sentences; whether a number in them is odd is the truth. */
const ITEMS = Array.from({ length: 60 }, (_, at) => ({
  id: `n${at}`,
  item: `Is ${at * 7 + 3} odd?`,
  odd: (at * 7 + 3) % 2,
}));
const truthOf = (item: string): number => Number(/\d+/.exec(item)![0]) % 2;

describe('the requester', () => {
  let world: World;
  let arweave: Awaited<ReturnType<typeof anArweave>>;
  let crew: Actor[];
  const homes: Home[] = [];
  before(async () => {
    [world, arweave] = await Promise.all([createWorld(), anArweave()]);
    crew = await team(world, 5);
  });
  after(async () => {
    await world.chain.stop();
    await arweave.stop();
  });
  afterEach(() => homes.splice(0).forEach((home) => home.remove()));

  /** A requester with 1,000 TAG and his items in a CSV file, every fifth with its label. */
  const rita = async (settings: Record<string, unknown> = {}) => {
    const home = await aHome(world);
    homes.push(home);
    const items = join(home.dir, 'items.csv');
    const rows = ITEMS.map(({ id, item, odd }, at) => `${id},"${item}",${at % 5 === 0 ? ['no', 'yes'][odd] : ''}`);
    writeFileSync(items, `id,item,label\n${rows.join('\n')}\n`);
    const tokens = await giveTag(world, home.wallet, TAG);
    const own = {
      ...{ items, out: join(home.dir, 'out'), gateways: [arweave.url], classes: ['no', 'yes'] },
      ...{
        title: 'Odd?',
        instructions: 'Say whether the number is odd.',
        budget: '10000000',
        batch: 24,
        goldPerBatch: 4,
      },
      selfChosen: true,
      caps: { lamportsADay: '5000000000', lamportsInAll: '5000000000', tagADay: String(TAG), tagInAll: String(TAG) },
      ...settings,
    };
    home.write(own);
    return { ...home, tokens, own };
  };
  const tasksOf = async ({ wallet }: Home) =>
    (await listTasks(world.connection)).filter((task) => task.requester.equals(wallet));
  const labels = ({ dir }: Home): Record<string, string>[] =>
    readFileSync(join(dir, 'out', 'labels.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [id, label, confidence, source] = line.split(',') as [string, string, string, string];
        return { id, label, confidence, source };
      });
  const line = (lines: readonly Line[], msg: string): Line | undefined => lines.find((each) => each.msg === msg);

  /** People answer every panel of a task; `wrong` says who errs on what. */
  const work = async (
    task: PublicKey,
    people: Actor[],
    wrong: (who: number, item: string) => boolean,
  ): Promise<void> => {
    const found = (await fetchTask(world.connection, task))!;
    const from = reader({ gateways: [arweave.url] });
    const rules = await readRules(from, found);
    const items = (await readPublicItems(from, found, rules)).map(nameOfItem);
    const rulesHash = Uint8Array.from(found.rulesHash);
    for (const person of people)
      await act(world, person, joinTask({ wallet: person.key, task, rulesHash, bond: 4_000_000n }));
    for (const page of await listPages(world.connection, { task }))
      for (const panel of page.panels) {
        const setup = { task, page: page.address, pageIndex: page.index, terms: found.terms } as never;
        const said = people.map((_, who) =>
          items
            .slice(panel.firstItem, panel.firstItem + panel.items)
            .map((item) => (wrong(who, item) ? 1 - truthOf(item) : truthOf(item))),
        );
        const work = await sit(world, setup, people, said, panel.number);
        await commitWork(world, setup, work, panel.number);
        await revealWork(world, setup, work, panel.number);
      }
  };

  it('buys three labels of each item from people who know it, and stops: the target is reached', async () => {
    const home = await rita();
    const before = await tagOf(world, home.tokens);
    expect(line(await once(requester, home), 'task opened')).to.include({ items: 48 + 8 });
    const [task] = await tasksOf(home);
    await work(task!.address, crew.slice(0, 3), () => false);
    const lines = await once(requester, home);
    expect(complaints(lines)).to.deep.equal([]);
    expect(line(lines, 'finished')).to.deep.include({ stop: 'target' });
    const bought = labels(home);
    expect(bought.map(({ label }) => label)).to.deep.equal(ITEMS.map(({ odd }) => ['no', 'yes'][odd]));
    expect(bought.filter(({ source }) => source === 'known')).to.have.length(12);
    // 48 items and 8 known ones, three people each, 0.01 TAG an answer, and what the market takes; the rest came back.
    const spent = before - (await tagOf(world, home.tokens));
    const { feeBps } = (await fetchTask(world.connection, task!.address))!.terms;
    expect(spent).to.equal((56n * 3n * 10_000n * BigInt(10_000 + feeBps)) / 10_000n);
    await checkBooks(world.connection);
    // Once it is over nothing more is done.
    expect(line(await once(requester, home), 'buying labels')).to.equal(undefined);
  });

  it('asks again, of two more, what three people who often err leave unsure; known items are not bought', async () => {
    const home = await rita({ target: 0.95, rounds: 2, goldPerBatch: 12 });
    await once(requester, home);
    const [first] = await tasksOf(home);
    // Each errs on a quarter of all items, in his own way.
    const errs = (who: number, item: string): boolean => (Number(/\d+/.exec(item)![0]) * 31 + who * 57) % 100 < 28;
    await work(first!.address, crew.slice(0, 3), errs);
    const lines = await once(requester, home);
    const unsure = labels(home).filter(({ source, confidence }) => source === 'bought' && Number(confidence) < 0.95);
    const wrong = (): number => labels(home).filter(({ label }, at) => label !== ['no', 'yes'][ITEMS[at]!.odd]).length;
    const before = wrong();
    expect(line(lines, 'buying labels')).to.include({ items: unsure.length, seats: 2 });
    const second = (await tasksOf(home)).find(({ nonce }) => nonce === 2n)!;
    const from = reader({ gateways: [arweave.url] });
    const asked = await readPublicItems(from, second, await readRules(from, second));
    const texts = unsure.map(({ id }) => ITEMS.find((each) => each.id === id)!.item);
    expect(asked).to.include.members(texts);
    expect(asked).to.have.length(unsure.length + 12 * Math.ceil(unsure.length / 24));
    await work(second.address, crew.slice(3, 5), () => false);
    const end = line(await once(requester, home), 'finished');
    expect(end).to.have.property('stop').that.is.oneOf(['target', 'rounds']);
    expect([before, wrong()]).to.deep.equal([14, 0]);
  });

  it('stops at the budget: it asks as many items as can be paid, and says which stayed unsure', async () => {
    // 0.6 TAG pay for 16 items with 4 known ones, three people each, and not for more.
    const home = await rita({ budget: '620000' });
    const lines = await once(requester, home);
    const { items } = line(lines, 'task opened') as { items: number } & Line;
    expect(items).to.be.within(16, 20);
    const [task] = await tasksOf(home);
    expect(task!.funded <= 620_000n).to.equal(true);
    await work(task!.address, crew.slice(0, 3), () => false);
    const end = line(await once(requester, home), 'finished');
    expect(end).to.deep.include({ stop: 'budget', unsure: 48 - (items - 4) });
  });

  it('people who guess are measured on what Rita knows: rounds end, and the log says how good it is', async () => {
    const home = await rita({ rounds: 2, goldPerBatch: 12 });
    let state = 1;
    const guess = (): boolean => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % 5 < 2;
    };
    await once(requester, home);
    for (let round = 1n; round <= 2n; round += 1n) {
      const task = (await tasksOf(home)).find(({ nonce }) => nonce === round)!;
      await work(task.address, round === 1n ? crew.slice(0, 3) : crew.slice(3, 5), guess);
      const end = line(await once(requester, home), 'finished');
      if (round === 2n) expect(end).to.deep.include({ stop: 'rounds' });
    }
  });

  it('goes on where it was stopped, and asks nothing twice: killed between any two steps', async () => {
    const home = await rita();
    // Each run may send two transactions, and then has no more to spend.
    for (let cap = 1; cap <= 8; cap += 1) {
      home.write({
        ...home.own,
        caps: {
          lamportsADay: String(cap * 80_000_000),
          lamportsInAll: '5000000000',
          tagADay: String(TAG),
          tagInAll: String(TAG),
        },
      });
      await once(requester, home).catch((error: Error) => expect(error.name).to.equal('CapReached'));
    }
    home.write(home.own);
    await once(requester, home);
    expect(await tasksOf(home)).to.have.length(1);
    const [task] = await tasksOf(home);
    const panels = (await listPages(world.connection, { task: task!.address })).flatMap((page) => page.panels);
    expect(panels.map(({ items }) => items)).to.deep.equal([28, 28]);
  });

  it('panels nobody took are given up when the task ends, and the money comes back', async () => {
    const home = await rita({ hours: 24, rounds: 1 });
    const before = await tagOf(world, home.tokens);
    await once(requester, home);
    await wait(world, 86_400);
    const lines = await once(requester, home);
    expect(lines.find(({ msg }) => msg.startsWith('panels nobody finished'))).to.include({ panels: 2 });
    expect(line(lines, 'finished')).to.deep.include({ stop: 'rounds' });
    expect(await tagOf(world, home.tokens)).to.equal(before);
    await checkBooks(world.connection);
  });

  it('a dry run says what it would buy, and posts and spends nothing', async () => {
    const home = await rita();
    const lines = await once(requester, home, true);
    expect(line(lines, 'would post')).to.include({ items: 48 });
    expect(await tasksOf(home)).to.deep.equal([]);
    expect(await tagOf(world, home.tokens)).to.equal(TAG);
  });

  it('refuses what is no work by file and row: BadItems, BadState', async () => {
    const home = await rita();
    const refusal = async (settings: Record<string, unknown>): Promise<string> => {
      home.write({ ...home.own, ...settings });
      return once(requester, home, true).then(
        () => 'accepted',
        ({ name, message }: Error) => `${name}: ${message}`,
      );
    };
    const csv = join(home.dir, 'bad.csv');
    writeFileSync(csv, 'item,label\nIs 3 odd?,maybe\n');
    expect(await refusal({ items: csv })).to.match(
      /^BadItems: .*bad\.csv, row 2: "maybe" is none of the classes no, yes$/,
    );
    writeFileSync(csv, 'text\nIs 3 odd?\n');
    expect(await refusal({ items: csv })).to.match(/^BadItems: .*has no column item or file$/);
    expect(await refusal({ items: join(home.dir, 'nothing') })).to.match(/^BadItems: there is no /);
    const folder = join(home.dir, 'folder');
    mkdirSync(folder);
    expect(await refusal({ items: folder })).to.match(/^BadItems: .* holds no item$/);
    writeFileSync(join(folder, 'a.png'), Buffer.from([0x89, 0x50, 0xff]));
    expect(await refusal({ items: folder })).to.match(/^BadItems: .*a\.png is none of text\/plain, image\/jpeg/);
    home.write(home.own);
    await once(requester, home);
    expect(await refusal({ classes: ['no', 'yes', 'both'] })).to.match(/^BadState: /);
  });
});
