import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import { collect, expireReveal, fetchLicense, fetchTask, setSession, settle } from '@tagger/client';
import { commitWork, sit, staffed, thePanel, TRUTH } from '../../tests/support/build.ts';
import { pendingLicence } from '../../tests/support/datasets.ts';
import { contestable, contestBy, draw, enrich } from '../../tests/support/reviews.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, createWorld, type Actor, type World } from '../../tests/support/world.ts';
import { COMING, TOLD } from '../src/api/kinds.ts';
import { documentOf } from '../src/api/document.ts';
import { createServer } from '../src/api/server.ts';
import { settleDown } from './support/market.ts';
import { readInto } from './support/played.ts';
import type { Index } from './support/index.ts';

/** Who is told what, and reminded of what, by numbers that one table explains. */
describe('notifications and reminders', function () {
  this.timeout(300_000);
  let world: World;
  let index: Index;
  let now = 0n;

  before(async () => {
    world = await createWorld();
  });
  after(async () => {
    await index.source.close();
    await index.db.close();
    await world.chain.stop();
  });

  const read = async (): Promise<void> => {
    await settleDown(world);
    if (index !== undefined) await index.source.close();
    index = await readInto(world, index?.db);
  };
  const ask = async (route: string): Promise<Record<string, unknown>[]> => {
    const app = await createServer({ db: index.db, perMinute: 0, now: () => Number(now) });
    const answer = await app.inject(route);
    await app.close();
    expect(answer.statusCode, answer.body).to.equal(200);
    return answer.json<{ items: Record<string, unknown>[] }>().items;
  };
  const kindsOf = async (route: string): Promise<unknown[]> => (await ask(route)).map(({ kind }) => kind);
  const reminded = (who: { key: { toBase58(): string } }, within = 86_400) =>
    ask(`/wallets/${who.key.toBase58()}/reminders?within=${within}`);
  const told = (who: Actor) => kindsOf(`/wallets/${who.key.toBase58()}/notifications`);

  it('the table in the README and the OpenAPI document are those of the code', async () => {
    const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| (\d+) +\| `(\w+)` +\| (\w+) +\| (.+?) +\|$/gm)].map((row) => row.slice(1, 5));
    const all = { ...TOLD, ...COMING };
    const wanted = Object.entries(all).map(([name, { number, who, what }]) => [String(number), name, who, what]);
    expect(rows).to.deep.equal(wanted);
    expect(new Set(rows.map(([number]) => number)).size).to.equal(wanted.length);
    const document = await documentOf();
    for (const [name, { number }] of Object.entries(all)) expect(document).to.contain(`${number} ${name}`);
  });

  it('Ann is reminded of her claim, then of her reveal; silent, she is slashed and told so, and Rita is told of the panel', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { terms: { method: 0 } });
    const [ann] = crew as [Actor];
    const { page, task } = setup;
    const work = await sit(world, setup, [ann], [TRUTH]);
    const about = { task: task.toBase58(), page: page.toBase58(), panel: '0' };
    const nothing = { dataset: null, licence: null, amount: null };
    const held = (await thePanel(world, setup)).slots[0]?.heldUntil ?? 0n;
    now = held - 60n;
    await read();
    expect(await reminded(ann)).to.deep.equal([
      { kind: COMING.claimLapses.number, at: String(held), ...about, ...nothing },
    ]);
    expect(await reminded(ann, 60)).to.have.length(1);
    await commitWork(world, setup, work);
    const until = (await thePanel(world, setup)).until;
    now = until - 3_600n;
    await read();
    expect(await reminded(ann)).to.deep.equal([
      { kind: COMING.revealOpen.number, at: String(until), ...about, ...nothing },
    ]);
    expect(await reminded(ann, 60), 'an hour is more than a minute').to.deep.equal([]);
    await waitUntil(world, until);
    await act(world, ann, expireReveal({ page, panel: 0n }), settle({ page, panels: [0n] }));
    await act(world, ann, collect({ wallet: ann.key, task, page, entries: [{ panel: 0n, slot: 0 }] }));
    await read();
    expect(await reminded(ann)).to.deep.equal([]);
    expect(await told(ann)).to.include(TOLD.slashed.number);
    const [slashed] = (await ask(`/wallets/${ann.key.toBase58()}/notifications`)).filter(
      ({ kind }) => kind === TOLD.slashed.number,
    );
    const [member] = await index.db.query<{ slashed: bigint }>('select slashed from member where wallet = $1', [
      ann.key.toBase58(),
    ]);
    expect(slashed?.['amount']).to.equal(String(member?.slashed));
    expect(await told(setup.requester)).to.include(TOLD.taskPanelSettled.number);
  });

  it('Rita is reminded that her task ends, and that its money is low', async () => {
    const { setup } = await staffed(world, [{ seatsFirst: 1 }], 1, { terms: { method: 0 } });
    const { endsAt } = (await fetchTask(world.connection, setup.task)) as { endsAt: bigint };
    now = endsAt - 600n;
    await read();
    const [ends] = await reminded(setup.requester);
    expect(ends).to.include({ kind: COMING.taskEnds.number, at: String(endsAt), task: setup.task.toBase58() });
    // The same accounts with a tenth of the money: as they are once most of it is paid.
    await index.db.query('update task set funded = (escrow + 1) * 1000 where address = $1', [setup.task.toBase58()]);
    const low = (await reminded(setup.requester)).find(({ kind }) => kind === COMING.moneyLow.number);
    expect(low).to.include({ at: null, task: setup.task.toBase58() });
    now = endsAt;
    expect(await reminded(setup.requester)).to.deep.equal([]);
  });

  it('a contested panel: Ann and Rita are told, who is drawn is reminded to vote', async () => {
    const others = TRUTH.map((label, at) => (at === 0 ? 1 - label : label));
    const { setup, crew } = await contestable(world, [TRUTH, others, others]);
    const [ann] = crew as [Actor];
    await enrich(world, ann, 6_000n);
    const review = await contestBy(world, setup, ann, [0]);
    const voters = await draw(world, review);
    await read();
    now = 0n;
    const reminders = await reminded({ key: voters[0]!.key }, 31_536_000);
    // The clock stands at zero, so everything is further away than a year.
    expect(reminders).to.deep.equal([]);
    const clock = await world.connection.getBlockTime(await world.connection.getSlot());
    now = BigInt(clock ?? 0);
    const drawn = (await reminded({ key: voters[0]!.key }, 31_536_000)).filter(
      ({ kind }) => kind === COMING.voteDrawn.number,
    );
    expect(drawn).to.have.length(1);
    expect(drawn[0]).to.include({ task: setup.task.toBase58(), panel: '0' });
    expect(await told(ann)).to.include(TOLD.contested.number);
    expect(await told(setup.requester)).to.include.members([TOLD.taskPanelSettled.number, TOLD.taskContested.number]);
    expect((await reminded(ann, 31_536_000)).map(({ kind }) => kind)).not.to.include(COMING.voteDrawn.number);
  });

  it('Bea waits for a key: its publisher is reminded; then it is too late, and she is', async () => {
    const { bea, mint, sold } = await pendingLicence(world);
    const { keyUntil } = (await fetchLicense(world.connection, mint)) as { keyUntil: bigint };
    await read();
    const dataset = sold.dataset.toBase58();
    now = keyUntil - 60n;
    const [row] = await index.db.query<{ publisher: string }>('select publisher from dataset where address = $1', [
      dataset,
    ]);
    const publisher = { key: { toBase58: () => row?.publisher ?? '' } };
    expect((await reminded(publisher)).map(({ kind, at, dataset }) => ({ kind, at, dataset }))).to.deep.equal([
      { kind: COMING.keyOwed.number, at: String(keyUntil), dataset },
    ]);
    expect((await reminded(bea)).map(({ kind }) => kind)).to.deep.equal([]);
    now = keyUntil;
    expect(await reminded(publisher)).to.deep.equal([]);
    expect((await reminded(bea)).map(({ kind, dataset }) => ({ kind, dataset }))).to.deep.equal([
      { kind: COMING.refundPossible.number, dataset },
    ]);
  });

  it('a level that another panel changed is told once, with the level', async () => {
    const rows = await index.db.query<{ wallet: string; level: string }>(
      `select e.data ->> 'wallet' as wallet, e.data ->> 'level' as level from events e
       where e.name = 'reputationChanged' order by e.slot limit 1`,
    );
    const wallet = rows[0]?.wallet ?? '';
    expect(wallet).not.to.equal('');
    const level = (one: string) =>
      index.db.query(
        `update events set data = jsonb_set(data, '{level}', $2::text::jsonb) where name = 'reputationChanged' and data ->> 'wallet' = $1`,
        [wallet, one],
      );
    const changes = async () =>
      (await ask(`/wallets/${wallet}/notifications`)).filter(({ kind }) => kind === TOLD.levelChanged.number);
    await level('0');
    expect(await changes()).to.deep.equal([]);
    await level('2');
    expect((await changes()).map(({ amount }) => amount)).to.deep.equal(['2']);
  });

  it('a session key that ends is on the list of its member', async () => {
    const { crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { terms: { method: 0 } });
    const [ben] = crew as [Actor];
    const clock = BigInt((await world.connection.getBlockTime(await world.connection.getSlot())) ?? 0);
    const until = clock + 3_000n;
    await act(world, ben, setSession({ wallet: ben.key, session: Keypair.generate().publicKey, until }));
    await read();
    now = clock;
    expect((await reminded(ben)).map(({ kind, at }) => ({ kind, at }))).to.deep.equal([
      { kind: COMING.sessionEnds.number, at: String(until) },
    ]);
  });
});
