import { expect } from 'chai';
import fc from 'fast-check';
import { createWorld } from '../../tests/support/world.ts';
import { openPglite } from '../src/db/pglite.ts';
import type { Db } from '../src/db/db.ts';
import type { SlotBatch, Step } from '../src/source/source.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex, differences, STRICT, wipe } from './support/index.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';
import { record, type Recorded } from './support/recorded.ts';
import { asItWas, Scripted, slotBySlot } from './support/scripted.ts';

const slots = (...batches: SlotBatch[]): Step => ({
  kind: 'slots',
  batches,
  upTo: (batches.at(-1) as SlotBatch).slot,
  final: false,
});

/** The same transactions in another slot, as another fork has them. */
const moved = ({ slot, transactions }: SlotBatch, by: number): SlotBatch => ({
  slot: slot + by,
  transactions: transactions.map((one) => ({ ...one, slot: slot + by })),
});

/** A recorded market, told in every wrong way a chain and its nodes have. */
describe('forks, gaps and repetitions', function () {
  this.timeout(300_000);
  let recorded: Recorded;
  let db: Db;
  let truth: Dump;

  before(async () => {
    const world = await createWorld();
    await playMarket(world);
    await unheard(world);
    await settleDown(world);
    recorded = await record(world.chain.rpcUrl);
    await world.chain.stop();
    db = await openPglite();
    truth = await told(asItWas(recorded, true));
  });
  after(() => db.close());

  const begin = async (steps: readonly Step[]) => {
    const index = await anIndex(new Scripted(recorded, steps), db, STRICT);
    await index.indexer.catchUp(recorded.slot + 3, { final: true });
    return index;
  };
  /** What an index says after it was told these steps, and then nothing but that time passes. */
  const told = async (steps: readonly Step[]): Promise<Dump> => {
    const made = await db.query("select 1 from pg_tables where tablename = 'state'");
    if (made.length > 0) await wipe(db);
    const index = await begin(steps);
    expect(await differences(index)).to.deep.equal([]);
    return dump(db);
  };
  /** Numbers of the feed rise one by one; every call is told as final once, and nothing that was undone is. */
  const checkFeed = async (): Promise<void> => {
    const rows = await db.query<{ seq: bigint; state: string; key: string }>(
      "select seq, state, signature || ' ' || ix || ' ' || inner_ix as key from feed order by seq",
    );
    expect(rows.map(({ seq }) => seq)).to.deep.equal(rows.map((_, at) => BigInt(at + 1)));
    const final = rows.filter(({ state }) => state === 'finalized').map(({ key }) => key);
    expect(new Set(final).size).to.equal(final.length);
    expect(final.length).to.equal(truth['instructions']?.length);
  };

  it('slot by slot, each confirmed first, it becomes the same', async () => {
    same(await told(slotBySlot(recorded)), truth);
    await checkFeed();
  });

  it('[attack 132] every slot told twice, and old ones again, adds nothing', async () => {
    const steps = recorded.batches.flatMap((batch, at): Step[] => {
      const old = recorded.batches[Math.max(0, at - 3)] as SlotBatch;
      return [slots(batch), slots(batch), slots(old)];
    });
    same(await told(steps), truth);
    await checkFeed();
  });

  it('[attack 132] a gap that is filled later is filled in its place', async () => {
    const { batches } = recorded;
    const gap = 20;
    const rest = batches.slice(gap, gap + 5);
    const steps: Step[] = [
      slots(...batches.slice(0, gap), ...rest.slice(1)),
      // The missing slot, and all behind it once more.
      slots(...rest),
      slots(...batches.slice(gap + 5)),
    ];
    same(await told(steps), truth);
    await checkFeed();
  });

  it('[attack 132] what a node left out while nothing waited to be final is not called final with what is before it', async () => {
    const { batches } = recorded;
    const known = batches.slice(0, 20);
    const { slot: final } = known.at(-1) as SlotBatch;
    const { slot: seen } = batches[23] as SlotBatch;
    const steps: Step[] = [
      { kind: 'slots', batches: known, upTo: final, final: true },
      // The node's list lacks three; then nothing newer than what was final before becomes final.
      { kind: 'slots', batches: [], upTo: seen, final: false },
      { kind: 'slots', batches: [], upTo: final, final: true },
      slots(...batches.slice(20)),
    ];
    same(await told(steps), truth);
    await checkFeed();
  });

  it('[attack 132] a transaction that lands in another slot after a fork is told once, in that slot', async () => {
    const { batches } = recorded;
    const fork = 30;
    const wrong = batches.slice(fork, fork + 6);
    const steps: Step[] = [
      slots(...batches.slice(0, fork)),
      // The losing fork has the first of them later, and the last never.
      slots(moved(wrong[0] as SlotBatch, 1)),
      { kind: 'undone', slot: (wrong[0] as SlotBatch).slot },
      slots(...wrong.slice(0, 5)),
      { kind: 'undone', slot: (wrong[2] as SlotBatch).slot },
      slots(...batches.slice(fork + 2)),
    ];
    same(await told(steps), truth);
    await checkFeed();
    const reverted = await db.query("select 1 from feed where state = 'reverted'");
    expect(reverted.length).to.be.at.least(4);
  });

  it('[attack 132] whatever is doubled, dropped, moved and undone on the way, the end is the same', async () => {
    const { batches } = recorded;
    const action = fc.record({
      take: fc.integer({ min: 1, max: 12 }),
      what: fc.constantFrom('tell', 'twice', 'fork', 'lose', 'undo'),
      back: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
        const steps: Step[] = [];
        let at = 0;
        for (const { take, what, back } of actions) {
          const part = batches.slice(at, at + take);
          const [first] = part;
          if (first === undefined) break;
          const from = batches[Math.max(0, at - back)] as SlotBatch;
          if (what === 'tell' || what === 'twice') {
            steps.push(slots(...part));
            if (what === 'twice') steps.push(slots(...part));
            at += part.length;
          } else if (what === 'lose') {
            // One is missed at first; then the node has it.
            if (part.length > 1) steps.push(slots(...part.slice(1)));
            steps.push(slots(...part));
            at += part.length;
          } else if (what === 'fork') {
            // Others land first: of a later slot, at the height of this one. Then the fork loses.
            const foreign = batches[at + part.length];
            if (foreign !== undefined && foreign.slot > first.slot)
              steps.push(slots(moved(foreign, first.slot - foreign.slot)));
            steps.push({ kind: 'undone', slot: first.slot });
          } else {
            steps.push({ kind: 'undone', slot: from.slot });
            at = Math.max(0, at - back);
          }
        }
        if (at < batches.length) steps.push(slots(...batches.slice(at)));
        same(await told(steps), truth);
        await checkFeed();
      }),
      { numRuns: 12 },
    );
  });

  it('[attack 165] money is final or pending, never both, and a fork takes the pending part back', async () => {
    await wipe(db);
    const { batches } = recorded;
    const { store } = await anIndex(new Scripted(recorded, []), db);
    const half = Math.floor(batches.length / 2);
    await store.apply(batches.slice(0, half), (batches[half - 1] as SlotBatch).slot, true);
    const final = await db.query(
      'select book, owner, finalized, pending from book_totals where finalized <> 0 order by 1, 2',
    );
    await store.apply(batches.slice(half), (batches.at(-1) as SlotBatch).slot, false);
    const pending = await db.query<{ pending: bigint }>('select pending from book_totals where pending <> 0');
    expect(pending.length).to.be.at.least(10);
    const same = await db.query(
      'select book, owner, finalized, 0::numeric as pending from book_totals where finalized <> 0 order by 1, 2',
    );
    expect(same).to.deep.equal(final);
    const marks = await db.query<{ finalized: boolean; n: bigint }>(
      'select finalized, count(*) as n from transaction_state group by finalized order by finalized desc',
    );
    const count = (part: readonly SlotBatch[]) => BigInt(part.reduce((n, one) => n + one.transactions.length, 0));
    expect(marks).to.deep.equal([
      { finalized: true, n: count(batches.slice(0, half)) },
      { finalized: false, n: count(batches.slice(half)) },
    ]);
    await store.undo((batches[half] as SlotBatch).slot);
    expect(await db.query('select 1 from book_totals where pending <> 0')).to.deep.equal([]);
    expect(
      await db.query('select book, owner, finalized, pending from book_totals where finalized <> 0 order by 1, 2'),
    ).to.deep.equal(final);
  });

  it('[attack 132] what is final is never undone: the indexer stops instead', async () => {
    await wipe(db);
    const { batches } = recorded;
    const { store } = await anIndex(new Scripted(recorded, []), db);
    await store.apply(batches, recorded.slot, true);
    const before = await dump(db);
    const refused = async (work: Promise<void>) =>
      expect(await work.then(() => 'done').catch((error: Error) => error.name)).to.equal('FinalityBroken');
    await refused(store.undo((batches[40] as SlotBatch).slot));
    await refused(
      store.apply(
        [moved(batches[40] as SlotBatch, 0), { ...(batches[41] as SlotBatch), transactions: [] }],
        recorded.slot,
        false,
      ),
    );
    same(await dump(db), before);
  });

  it('a history that begins in the middle is refused: books need every transaction', async () => {
    await wipe(db);
    const { store } = await anIndex(new Scripted(recorded, []), db);
    const failed = await store
      .apply(recorded.batches.slice(5), recorded.slot, true)
      .catch((error: Error) => error.name);
    expect(failed).to.equal('HistoryMissing');
    expect(await db.query('select 1 from transactions')).to.deep.equal([]);
  });

  it('a step that fails half way leaves nothing of itself', async () => {
    await wipe(db);
    const { batches } = recorded;
    const { store } = await anIndex(new Scripted(recorded, []), db);
    await store.apply(batches.slice(0, 20), (batches[19] as SlotBatch).slot, true);
    const before = await dump(db);
    const broken = structuredClone(batches.slice(20, 30));
    const last = broken.at(-1)?.transactions[0];
    // An instruction no program of this interface has [attack 136].
    for (const one of last?.outer ?? []) one.data = Uint8Array.of(250, 1, 2);
    const failed = await store
      .apply(broken, (broken.at(-1) as SlotBatch).slot, true)
      .catch((error: Error) => error.name);
    expect(failed).to.equal('ProgramNewer');
    same(await dump(db), before);
    expect(store.slot).to.equal((batches[19] as SlotBatch).slot);
    await store.apply(batches.slice(20), recorded.slot, true);
    expect((await dump(db))['transactions']).to.deep.equal(truth['transactions']);
  });
});
