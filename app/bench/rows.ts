/**
 * `node --conditions=tagger-source --import tsx app/bench/rows.ts`: a requester's list of 100,000 labels, scrolled from end to end a step a
 * frame, beside a twin that puts the same rows into the page without choosing those that are seen.
 */
import { sha256 } from '@noble/hashes/sha2';
import type { Page } from 'playwright-core';
import {
  fetchConfig,
  fundTask,
  METHOD,
  openTask,
  panelsOf,
  postingTransactions,
  settle,
  taskPda,
  type TaskTerms,
} from '@tagger/client';
import { encodeItems, encodeRules, hashOfItems, makeRules } from '@tagger/client/published';
import { bytesSource, dataItems, idBytes, solanaSigner } from '@tagger/client/storage';
import type { PublicKey } from '@solana/web3.js';
import { aMember, TERMS } from '../../tests/support/build.ts';
import { act, chainTime } from '../../tests/support/world.ts';
import { openSite, type Site } from '../test/support/browser.ts';
import { answerAll, crewOf, thePages } from '../test/support/crew.ts';

const ITEMS = Number(process.argv[2] ?? 100_000);
const BATCH = 1_000;
const FRAMES = 600;

/** A task with so many texts, each labelled by one person, decided. */
async function labelled({ world, arweave }: Site): Promise<PublicKey> {
  const { params } = (await fetchConfig(world.connection))!;
  const requester = await aMember(world, 'Rita the requester', 0n);
  const items = Array.from({ length: ITEMS }, (_, at) => `Review number ${at}: it ${at % 3 ? 'works' : 'broke'}.`);
  const signer = () => solanaSigner(requester.wallet.secretKey);
  const storage = dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer });
  const put = async (bytes: Uint8Array): Promise<Uint8Array> =>
    idBytes((await storage.put(bytesSource(bytes), { contentType: 'application/json' })).id);
  const rules = encodeRules(
    makeRules({ title: 'Reviews', instructions: 'x', classes: ['broke', 'works'], itemsHash: hashOfItems(items) }),
  );
  const terms: TaskTerms = {
    ...{ ...TERMS, method: METHOD.majority, itemCount: ITEMS, bond: params.minBond, price: 10n },
    ...{ commitSecs: 86_400, revealSecs: 86_400 },
  };
  const task = taskPda(requester.key, 1n);
  const panels = panelsOf(ITEMS, 0, { batch: BATCH, goldPerBatch: 0 }, { first: 1, step: 0, max: 1 });
  await act(
    world,
    requester,
    openTask({
      ...{ requester: requester.key, nonce: 1n, rulesHash: sha256(rules), terms },
      ...{ rulesId: await put(rules), itemsId: await put(encodeItems(items)) },
      endsAt: (await chainTime(world)) + 864_000n,
    }),
    fundTask({ payer: requester.key, task, from: requester.tokens, tagMint: world.tagMint, amount: 50_000_000n }),
  );
  const about = { operator: requester.key, task, terms, panels, feeBps: params.feeBps };
  for (const part of postingTransactions(about, [])) await act(world, requester, ...part);
  await answerAll(world, task, await crewOf(world, task, 1), (_, place) => Number(place % 3 > 0));
  for (const { address, panels: own } of await thePages(world, task))
    for (const { number } of own) await act(world, world.deployer, settle({ page: address, panels: [number] }));
  return task;
}

/** Scrolls what `find` finds from its top to its end; milliseconds of each frame. As text: what compiles this file would name functions. */
const SCROLL = `(find, frames) => new Promise((resolve) => {
  const box = document.querySelector(find);
  const took = [];
  let before;
  const step = (now) => {
    if (before !== undefined) took.push(now - before);
    before = now;
    box.scrollTop = ((box.scrollHeight - box.clientHeight) * took.length) / frames;
    if (took.length < frames) requestAnimationFrame(step);
    else resolve(took);
  };
  requestAnimationFrame(step);
})`;

/** The first row, as often as there are rows, in a box of the same size. */
const TWIN = `(count) => {
  const box = document.querySelector('main [role=region][tabindex]');
  const twin = box.cloneNode(false);
  twin.id = 'twin';
  const row = box.querySelector('[role=row]:not([aria-rowindex="1"])');
  for (let at = 0; at < count; at += 1) twin.append(row.cloneNode(true));
  box.replaceWith(twin);
}`;

const share = (frames: number[], over: number): string =>
  `${((100 * frames.filter((took) => took > over).length) / frames.length).toFixed(1)} %`;

async function told(page: Page, name: string, find: string): Promise<void> {
  const frames = await page.evaluate<number[]>(`(${SCROLL})('${find}', ${FRAMES})`);
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? NaN).toFixed(1);
  const nodes = await page.locator('*').count();
  console.log(
    `| ${name} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${share(frames, 34)} | ${share(frames, 100)} | ${nodes} |`,
  );
}

const site = await openSite({});
const task = await labelled(site);
const { page } = await site.page();
await page.goto(`${site.url}/my-tasks/${task.toBase58()}?view=labels`);
const all = ITEMS.toLocaleString('en');
await page.getByText(`${all} of ${all} labels`).waitFor();
await page.locator('main [role=row][aria-rowindex="2"]').waitFor();
console.log('| rows | frame, median ms | 99 of 100 | longest | over 34 ms | over 100 ms | elements in the page |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
await told(page, `${all}, those that are seen`, 'main [role=region][tabindex]');
await page.evaluate<unknown>(`(${TWIN})(${ITEMS})`);
await told(page, `${all}, all in the page`, '#twin');
await site.stop();
process.exit(0);
