import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { CATALOGUE, LIMITS, measure, MODELS, type ModelName, type Predictor } from '@tagger/predictors';
import { openPredictor } from '@tagger/predictors/node';
import { pathOf } from '../src/host/nodeAssets.ts';
import { EXPECTED, of, whatItFound } from './support/found.ts';
import { itemFor } from './support/items.ts';

describe('shipped predictors in Node', () => {
  for (const model of MODELS)
    it(`${model}: finds what is there, the same twice, and names the weights it used`, async () => {
      const predictor = await openPredictor(model);
      try {
        const item = await itemFor(model);
        const found = await predictor.predict(item);
        expect(whatItFound(model, found)).to.deep.equal(EXPECTED[model]);
        expect(await predictor.predict(item)).to.deep.equal(found);
        const { id, version, sha256 } = predictor.describe();
        expect(sha256)
          .to.match(/^[0-9a-f]{64}$/)
          .and.to.equal(predictor.sha256);
        for (const suggestion of found) {
          expect(suggestion.model).to.deep.equal({ id, version, sha256 });
          expect(suggestion.score).to.be.within(0, 1);
        }
      } finally {
        await predictor.close();
      }
    });

  it('speech: the region is where the voice is, within a tenth of a second', async () => {
    // A second of silence before and after 2.3 seconds of speech.
    const item = await itemFor('speech');
    const { milliseconds = 0 } = measure(item);
    const predictor = await openPredictor('speech');
    const [region] = of('region', await predictor.predict(item));
    await predictor.close();
    expect(region!.start).to.be.within(900, 1_100);
    expect(region!.end).to.be.within(milliseconds - 1_150, milliseconds - 850);
  });

  it('objects: boxes lie in the image and are the people in it', async () => {
    const item = await itemFor('objects');
    const { width = 0, height = 0 } = measure(item);
    const predictor = await openPredictor('objects');
    const boxes = of('box', await predictor.predict(item));
    await predictor.close();
    expect(boxes.length).to.be.greaterThan(4);
    for (const { left, top, right, bottom } of boxes) {
      expect([left, top, right, bottom].every(Number.isInteger)).to.equal(true);
      expect(left).to.be.within(0, right - 1);
      expect(right).to.be.at.most(width);
      expect(top).to.be.within(0, bottom - 1);
      expect(bottom).to.be.at.most(height);
    }
  });

  it('names classes by the task’s own list, by alias too, and leaves out what is no class', async () => {
    const predictor = await openPredictor('entities');
    const item = await itemFor('entities');
    const found = await predictor.predict(item, {
      labels: { classes: ['Money', 'Human'], aliases: { PERSON: 'Human' } },
    });
    const unknown = predictor.predict(item, { labels: { classes: ['a', 'b'], aliases: { PERSON: 'c' } } });
    expect(await unknown.catch((error: Error) => error)).to.have.property('name', 'UnknownClass');
    await predictor.close();
    expect(
      of('span', found)
        .map(({ label }) => label)
        .sort(),
    ).to.deep.equal([0, 1, 1]);
  });

  it('leaves out what the caller finds too doubtful', async () => {
    const predictor = await openPredictor('objects');
    const item = await itemFor('objects');
    const sure = await predictor.predict(item, { labels: { minScore: 0.45 } });
    const all = await predictor.predict(item, { labels: { minScore: 0 } });
    await predictor.close();
    expect(sure.every(({ score }) => score >= 0.45)).to.equal(true);
    expect(sure.length).to.be.within(1, all.length - 1);
  });

  it('the catalogue has the versions that are installed', async () => {
    const versionOf = async (name: string) =>
      (JSON.parse(await readFile(await pathOf(`${name}/package.json`), 'utf8')) as { version: string }).version;
    const [wink, compromise] = [await versionOf('wink-eng-lite-web-model'), await versionOf('compromise')];
    expect({
      objects: await versionOf('@vladmandic/human'),
      ocr: await versionOf('tesseract.js'),
      entities: `${wink}+${compromise}`,
      sentiment: wink,
      language: await versionOf('franc-min'),
      speech: await versionOf('@ricky0123/vad-web'),
    }).to.deep.equal(Object.fromEntries(MODELS.map((model) => [model, CATALOGUE[model].version])));
  });

  it('reads an empty text, a blank image and silence, and suggests nothing', async () => {
    const open: Predictor[] = [];
    const nothing = async (model: ModelName, item: Parameters<Predictor['predict']>[0]): Promise<void> => {
      const predictor = await openPredictor(model);
      open.push(predictor);
      expect(await predictor.predict(item), model).to.deep.equal([]);
    };
    for (const model of ['entities', 'sentiment', 'language'] as const)
      await nothing(model, { modality: 'text', text: '' });
    await nothing('speech', { modality: 'audio', samples: new Float32Array(16_000), sampleRate: 16_000 });
    await nothing('speech', { modality: 'audio', samples: new Float32Array(0), sampleRate: 16_000 });
    expect(LIMITS.seconds).to.equal(1_800);
    await Promise.all(open.map((predictor) => predictor.close()));
  });
});
