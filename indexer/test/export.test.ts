import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { settle } from '@tagger/client';
import { Engine, report } from '../../analytics/src/index.ts';
import { answer, collectAll, staffed, thePage, TRUTH, type PanelSetup } from '../../tests/support/build.ts';
import { act, createWorld, type Actor, type World } from '../../tests/support/world.ts';
import { exportTask } from '../src/export/export.ts';
import { readInto } from './support/played.ts';
import type { Index } from './support/index.ts';
import { settleDown } from './support/market.ts';
import { cleanUp } from './support/folders.ts';

describe('label events as Parquet', function () {
  this.timeout(300_000);
  const folder = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-export-')));
  let world: World;
  let index: Index;
  let setup: PanelSetup;
  let crew: Actor[];
  const wrong = TRUTH.map((label, item) => (item === 2 || item === 5 ? 1 - label : label));

  before(async () => {
    world = await createWorld();
    // Ann and Bob agree, Cid errs twice; then Ann, Bob and Cid answer ten more items alike.
    ({ setup, crew } = await staffed(world, [{ seatsFirst: 3 }, { seatsFirst: 3, firstItem: 10 }], 3, {
      terms: { method: 0 },
    }));
    for (const [number, last] of [
      [0n, wrong],
      [1n, TRUTH],
    ] as const) {
      const work = await answer(world, setup, crew, [TRUTH, TRUTH, [...last]], number);
      await act(world, world.deployer, settle({ page: setup.page, panels: [number] }));
      if (number === 0n) await collectAll(world, setup, work, number);
    }
    await settleDown(world);
    index = await readInto(world);
  });
  after(async () => {
    await index.source.close();
    await index.db.close();
    await world.chain.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the majority DuckDB finds in the file is what the chain settled', async () => {
    const { labels } = await exportTask(index.db, setup.task.toBase58(), folder);
    expect(labels.events).to.equal(60);
    expect(readdirSync(folder)).to.deep.equal(['labels.parquet']);
    const engine = await Engine.open({ memory: '256MB' });
    const made = await report(engine, { events: labels.file, classes: 2 });
    expect([made.answers, made.items, made.members]).to.deep.equal([60, 20, 3]);
    const majority = await engine.rows('SELECT item, label FROM majority ORDER BY item');
    const chain = (await thePage(world, setup)).panels.flatMap((panel) => panel.labels);
    // The first panel may have left its page by now: its labels are in the file.
    const decided = await engine.rows(
      `SELECT DISTINCT item, decided FROM read_parquet('${labels.file}') ORDER BY item`,
    );
    expect(majority.map(({ label }) => Number(label))).to.deep.equal(decided.map((row) => Number(row['decided'])));
    expect(majority.map(({ label }) => Number(label))).to.deep.equal([...TRUTH, ...TRUTH]);
    expect(chain.slice(-10)).to.deep.equal(TRUTH);
    const members = await engine.rows('SELECT member, answers, with_majority FROM members');
    const cid = members.find(({ member }) => member === crew[2]?.key.toBase58());
    expect([Number(cid?.['answers']), Number(cid?.['with_majority'])]).to.deep.equal([20, 18]);
    engine.close();
  });

  it('events are numbered from 0 in order of the revelations', async () => {
    const engine = await Engine.open({ memory: '256MB' });
    const rows = await engine.rows(
      `SELECT seq, slot, item FROM read_parquet('${join(folder, 'labels.parquet')}') ORDER BY seq`,
    );
    expect(rows.map(({ seq }) => Number(seq))).to.deep.equal(rows.map((_, at) => at));
    const slots = rows.map(({ slot }) => Number(slot));
    expect(slots).to.deep.equal([...slots].sort((a, b) => a - b));
    engine.close();
  });

  it('what is not final is not written, nor is a task nobody knows', async () => {
    const [state] = await index.db.query<{ finalized_slot: bigint }>('select finalized_slot from state');
    const [first] = await index.db.query<{ slot: bigint }>('select min(settled_slot) as slot from panel');
    await index.db.query('update state set finalized_slot = $1', [(first?.slot ?? 1n) - 1n]);
    const early = await exportTask(index.db, setup.task.toBase58(), join(folder, 'early'));
    expect(early.labels.events).to.equal(30);
    const engine = await Engine.open({ memory: '256MB' });
    const open = await engine.rows(`SELECT count(decided) AS n FROM read_parquet('${early.labels.file}')`);
    expect(Number(open[0]?.['n'])).to.equal(0);
    engine.close();
    await index.db.query('update state set finalized_slot = $1', [state?.finalized_slot ?? 0n]);
    const failed = await exportTask(index.db, 'nobody', join(folder, 'none')).catch((error: Error) => error);
    expect((failed as Error).name).to.equal('NoTask');
  });
});
