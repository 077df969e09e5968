/**
 * `npm run soak -w bots -- MINUTES BOTS`: a market in which nobody is a person. Requesters post and buy, annotators answer with the shipped model,
 * three keepers push, all of them for MINUTES (30); keepers, in processes of their own, are killed with kill -9 again and again, time
 * jumps, RPC fails. Then everybody stops but the keepers: no task may be stuck, the books must balance, nothing may be left over.
 * Prints what happened as a table; exits with 1 when anything is stuck.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { setMaxListeners } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keypair, type PublicKey } from '@solana/web3.js';
import { formatTag, listPages, listTasks } from '@tagger/client';
import { annotator, requester, run, type Bot } from '@tagger/bots';
import type { z } from 'zod';
import { startLocalnet } from '@tagger/localnet';
import { checkBooks } from '../../tests/support/ledger.ts';
import { airdrop, createWorld, giveTag } from '../../tests/support/world.ts';
import { start, type Started } from '../test/support/bot.ts';

const [minutes = 30, count = 50] = process.argv.slice(2).map(Number);
const KEEPERS = 3;
const REQUESTERS = Math.max(2, Math.round(count / 8));
const ANNOTATORS = count - KEEPERS - REQUESTERS;
const TAG = 1_000_000_000n;
const DAY = 86_400;

const world = await createWorld();
const arweave = await startLocalnet({ slotMs: 0 });
const dir = mkdtempSync(join(tmpdir(), 'tagger-soak-'));
const said = new Map<string, number>();
const troubles = new Map<string, number>();
const note = (map: Map<string, number>, what: string): void => void map.set(what, (map.get(what) ?? 0) + 1);

interface Home {
  name: string;
  wallet: PublicKey;
  config: string;
}

/** Key, settings and TAG of one bot. */
async function home(name: string, settings: Record<string, unknown>): Promise<Home> {
  const own = join(dir, name);
  mkdirSync(own);
  const key = Keypair.generate();
  await airdrop(world.connection, key.publicKey, 20_000_000_000);
  await giveTag(world, key.publicKey, TAG);
  const [keypair, config] = [join(own, 'key.json'), join(own, 'config.json')];
  writeFileSync(keypair, JSON.stringify([...key.secretKey]), { mode: 0o600 });
  const { rpcUrl, wsUrl } = world.chain;
  const caps = {
    lamportsADay: '20000000000',
    lamportsInAll: '20000000000',
    tagADay: String(TAG),
    tagInAll: String(TAG),
  };
  const common = {
    endpoints: [{ http: rpcUrl, ws: wsUrl }],
    keypair,
    state: join(own, 'state.json'),
    intervalSecs: 2,
    caps,
  };
  writeFileSync(config, JSON.stringify({ ...common, ...settings }));
  return { name, wallet: key.publicKey, config };
}

/** In this process, until `stopping`. */
function here<S extends z.ZodRawShape>(bot: Bot<S>, { config, name }: Home, stopping: AbortSignal): Promise<void> {
  const logTo = {
    write: (text: string) => {
      const line = JSON.parse(text) as { level: string; msg: string; err?: { name: string } };
      if (line.level === 'warn' || line.level === 'error')
        note(troubles, `${name.replace(/\d+$/, '')}: ${line.err?.name ?? line.msg}`);
      else note(said, `${name.replace(/\d+$/, '')}: ${line.msg}`);
    },
  };
  return run(bot, { config, stopping, environment: {}, logTo }).catch((error: Error) =>
    note(troubles, `${name.replace(/\d+$/, '')} ended: ${error.name}`),
  );
}

/** Sentences with a polarity, no two alike. */
function sentences(seed: number, number: number): { text: string; label: string }[] {
  const things = ['phone', 'film', 'soup', 'hotel', 'book', 'chair', 'song', 'game', 'coat', 'lamp', 'bike', 'train'];
  const good = ['great', 'wonderful', 'excellent', 'lovely', 'perfect', 'amazing'];
  const bad = ['terrible', 'awful', 'horrible', 'useless', 'disgusting', 'boring'];
  return Array.from({ length: number }, (_, at) => {
    const positive = (at * 7 + seed) % 2 === 0;
    const words = positive ? good : bad;
    const [thing, word, other] = [things[(at + seed) % 12]!, words[(at * 5) % 6]!, words[(at * 5 + 1 + (at % 4)) % 6]!];
    return {
      text: `Number ${seed}-${at}: the ${thing} is ${word}, really ${other}.`,
      label: positive ? 'positive' : 'negative',
    };
  });
}

/** Work for one requester at a time: another file, another state, once the last is finished. */
async function keepPosting(at: number, stopping: AbortSignal): Promise<void> {
  for (let job = 0; !stopping.aborted; job += 1) {
    const rows = sentences(at * 100 + job, 48);
    const items = join(dir, `items-${at}-${job}.csv`);
    const lines = rows.map(({ text, label }, row) => `"${text}",${row % 6 === 0 ? label : ''}`);
    writeFileSync(items, `item,label\n${lines.join('\n')}\n`);
    const own = await home(`requester${at}x${job}`, {
      ...{
        items,
        out: join(dir, `out-${at}-${job}`),
        gateways: [arweave.arweaveUrl],
        classes: ['negative', 'positive'],
      },
      ...{
        title: 'Reviews',
        instructions: 'What does the writer think?',
        budget: '100000000',
        batch: 20,
        goldPerBatch: 3,
      },
      ...{ rounds: 2, hours: 4, selfChosen: (at + job) % 2 === 0 },
    });
    const finished = new AbortController();
    stopping.addEventListener('abort', () => finished.abort(), { once: true });
    const before = said.get('requester: finished') ?? 0;
    const ended = here(requester, { ...own, name: 'requester' }, finished.signal);
    while (!finished.signal.aborted && (said.get('requester: finished') ?? 0) === before)
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    finished.abort();
    await ended;
  }
}

const working = new AbortController();
setMaxListeners(1_000, working.signal);
const stopped: Promise<void>[] = [];
for (let at = 0; at < ANNOTATORS; at += 1) {
  const own = await home(`annotator${at}`, {
    ...{ gateways: [arweave.arweaveUrl], predictor: 'sentiment', lookSecs: 5, mostBond: '5000000', mostPanels: 4 },
    ...{ leastHoldSecs: 1, leastRevealSecs: 1 },
  });
  stopped.push(here(annotator, own, working.signal));
}
for (let at = 0; at < REQUESTERS; at += 1) stopped.push(keepPosting(at, working.signal));
const keepers = await Promise.all(Array.from({ length: KEEPERS }, (_, at) => home(`keeper${at}`, { sweepSecs: 20 })));
const running: Started[] = keepers.map(({ config }) => start(['keeper', '--config', config]));

let [kills, jumps] = [0, 0];
const ticking = setInterval(() => void world.chain.advance({ slots: 1 }), 400);
const began = performance.now();
const elapsed = (): number => (performance.now() - began) / 60_000;
while (elapsed() < minutes) {
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const victim = Math.floor(Math.random() * KEEPERS);
  running[victim]!.kill('SIGKILL');
  await running[victim]!.ended;
  running[victim] = start(['keeper', '--config', keepers[victim]!.config]);
  kills += 1;
  // An hour now and then: holds and lives of tasks run out.
  if (kills % 6 === 0) {
    await world.chain.advance({ seconds: 3_600 });
    jumps += 1;
  }
  process.stderr.write(`${elapsed().toFixed(1)} min, ${(await listTasks(world.connection)).length} tasks\n`);
}
working.abort();
await Promise.all(stopped);

// Days pass; the keepers alone bring everything to its end.
let left = await listTasks(world.connection);
const posted = Number(said.get('requester: task opened') ?? 0);
for (let step = 0; step < 60 && left.length > 0; step += 1) {
  // Days at first, then weeks: what could become a dataset stays until that time is over.
  await world.chain.advance({ seconds: step < 10 ? DAY : 14 * DAY });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  left = await listTasks(world.connection);
}
running.forEach((keeper) => keeper.kill('SIGTERM'));
await Promise.all(running.map(({ ended }) => ended));
clearInterval(ticking);
await checkBooks(world.connection);
const pages = await listPages(world.connection, {});

const rows: [string, string | number][] = [
  ['minutes', elapsed().toFixed(1)],
  ['bots', `${ANNOTATORS} annotators, ${REQUESTERS} requesters, ${KEEPERS} keepers`],
  ['tasks posted', posted],
  ['keepers killed, jumps of an hour', `${kills}, ${jumps}`],
  ['tasks and pages left after days of keepers alone', `${left.length}, ${pages.length}`],
  ...[...said].sort().map(([what, times]): [string, number] => [what, times]),
  ...[...troubles].sort().map(([what, times]): [string, number] => [`trouble, ${what}`, times]),
];
console.log('| soak | |\n| --- | --- |');
for (const [what, value] of rows) console.log(`| ${what} | ${value} |`);
for (const task of left)
  console.log(
    `STUCK ${task.address.toBase58()} escrow ${formatTag(task.escrow)} pages ${task.pages} seats ${task.seats}`,
  );
await world.chain.stop();
await arweave.stop();
rmSync(dir, { recursive: true, force: true });
process.exit(left.length === 0 && pages.length === 0 ? 0 : 1);
