import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type * as Browser from '@tagger/predictors/browser';
import { MODELS, type Item, type ModelName, type Suggestion } from '@tagger/predictors';
import { openPredictor } from '@tagger/predictors/node';
import { buildPredictors } from '../scripts/build.ts';
import { itemFor } from './support/items.ts';
import { chromiumPath, openPage, type TestPage } from './support/page.ts';
import { EXPECTED, whatItFound } from './support/found.ts';

/** Runs in the page: bytes come as text because that is what crosses over. */
async function inPage(a: {
  model: string;
  text?: string;
  bytes?: string;
  modality: string;
  act: string;
}): Promise<unknown> {
  const address = '/predictors.js';
  const { openPredictor: open } = (await import(address)) as typeof Browser;
  const bytes = Uint8Array.from(atob(a.bytes ?? ''), (letter) => letter.charCodeAt(0));
  const item = (a.text === undefined ? { modality: a.modality, bytes } : { modality: 'text', text: a.text }) as Item;
  const base = new URL('/', (globalThis as unknown as { location: { href: string } }).location.href);
  const predictor = await open(a.model as ModelName, base, { timeout: a.act === 'hang' ? 1_500 : 60_000 });
  try {
    return { found: await predictor.predict(item), sha256: predictor.sha256 };
  } catch (error) {
    const name = (error as Error).name;
    const next = await predictor.predict({ modality: 'text', text: 'a happy day' });
    return { name, next: next.length };
  } finally {
    await predictor.close();
  }
}

const executable = chromiumPath();

(executable === undefined ? describe.skip : describe)('shipped predictors in Chromium', function () {
  this.timeout(240_000);
  let [folder, test]: [string, TestPage] = ['', undefined as unknown as TestPage];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tagger-predictors-'));
    await buildPredictors(folder);
    test = await openPage(executable!, folder);
  });
  after(async () => {
    await test?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (model: ModelName, item: Item, act = 'predict'): Promise<unknown> => {
    const bytes = 'bytes' in item ? Buffer.from(item.bytes).toString('base64') : undefined;
    const text = item.modality === 'text' ? item.text : undefined;
    return test.page.evaluate(inPage, { model, modality: item.modality, text, bytes, act });
  };

  for (const model of MODELS)
    it(`${model}: finds what it finds in Node, with the same weights`, async () => {
      const item = await itemFor(model);
      const { found, sha256 } = (await run(model, item)) as { found: Suggestion[]; sha256: string };
      expect(whatItFound(model, found)).to.deep.equal(EXPECTED[model]);
      const here = await openPredictor(model);
      const same = await here.predict(item);
      await here.close();
      expect(sha256).to.equal(here.sha256);
      expect(found).to.deep.equal(same);
    });

  it('a text the model can not get through costs its worker; the page and the next item do not notice', async () => {
    const answer = await run('sentiment', { modality: 'text', text: 'http://'.repeat(5_000) }, 'hang');
    expect(answer).to.deep.equal({ name: 'PredictorTimeout', next: 1 });
  });

  it('asked nobody but the page’s own origin, under a policy that forbids text to become code', () => {
    expect(test.asked.length).to.be.greaterThan(20);
    expect(
      test.asked.filter(
        (address) => !address.startsWith(`${test.origin}/`) && !address.startsWith(`blob:${test.origin}/`),
      ),
    ).to.deep.equal([]);
    for (const asset of ['centernet.bin', 'silero_vad_v6.onnx', 'eng.traineddata.gz'])
      expect(
        test.asked.some((address) => address.endsWith(`/assets/${asset}`)),
        asset,
      ).to.equal(true);
  });
});
