import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { z } from 'zod';
import { createMember, fetchMember } from '@tagger/client';
import { annotator, keeper, readSettings, validator, type Bot } from '@tagger/bots';
import { enrich } from '../../tests/support/reviews.ts';
import { anActor, createWorld, act, type World } from '../../tests/support/world.ts';
import { tagOf } from '../../tests/support/expect.ts';
import { COMMON } from '../src/kit/index.ts';
import { SETTINGS as ANNOTATOR } from '../src/annotator/settings.ts';
import { SETTINGS } from '../src/keeper/keeper.ts';
import { SETTINGS as VALIDATOR } from '../src/validator/settings.ts';
import { aHome, complaints, once } from './support/bot.ts';

const DOCS = fileURLToPath(new URL('../../docs/bots.md', import.meta.url));
const text = readFileSync(DOCS, 'utf8');
/** The first block of a language, from a heading on. */
const block = (language: string, from = ''): string => {
  const found = new RegExp('```' + language + '\n([^]*?)```').exec(text.slice(text.indexOf(from)))?.[1];
  if (found === undefined) throw new Error(`docs/bots.md has no ${language}`);
  return found;
};

describe('docs/bots.md', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.chain.stop());

  it('its settings of the keeper are taken as they stand there', () => {
    const file = fileURLToPath(new URL('./.settings-of-the-docs.json', import.meta.url));
    writeFileSync(file, block('json'));
    try {
      const read = readSettings(keeper.settings, { file });
      expect(read).to.deep.include({ port: 9_464, spreadSecs: 4, priorityFee: 1_000 });
      expect(read.caps.lamportsADay).to.equal(50_000_000n);
    } finally {
      rmSync(file);
    }
  });

  it('its settings of annotator and validator are taken as they stand there', () => {
    const file = fileURLToPath(new URL('./.settings-of-the-docs.json', import.meta.url));
    try {
      writeFileSync(file, block('json', '## The annotator'));
      const annotating = readSettings(annotator.settings, { file });
      expect(annotating).to.deep.include({ predictor: 'sentiment', leastPay: 1_000n, languages: ['en'] });
      expect(annotating.caps.tagADay).to.equal(20_000_000n);
      writeFileSync(file, block('json', '## The validator'));
      const judging = readSettings(validator.settings, { file });
      expect(judging).to.deep.include({ bond: 1_000_000_000n, unsure: 'abstain', predictor: 'sentiment' });
    } finally {
      rmSync(file);
    }
  });

  it('its tables have every setting there is', () => {
    const told = [...text.matchAll(/`([\w.]+)`/g)].map(([, name]) => name);
    const caps = ['lamportsADay', 'lamportsInAll', 'tagADay', 'tagInAll'].map((name) => `caps.${name}`);
    const all = [COMMON, SETTINGS, ANNOTATOR, VALIDATOR]
      .flatMap((one) => Object.keys(one))
      .filter((name) => name !== 'caps');
    for (const name of [...all, ...caps]) expect(told, name).to.include(name);
  });

  it('its bot runs: Sam’s balance is withdrawn once it is worth it', async () => {
    const file = fileURLToPath(new URL('./.sample-of-the-docs.ts', import.meta.url));
    writeFileSync(file, block('ts'));
    try {
      const { saver } = (await import(file)) as { saver: Bot<z.ZodRawShape> };
      const home = await aHome(world, { least: '500000' });
      const own = await anActor(world, 'Sam');
      writeFileSync(home.keyFile, JSON.stringify([...own.wallet.secretKey]));
      await act(world, own, createMember({ wallet: own.key }));
      const before = await tagOf(world, own.tokens);
      await enrich(world, own, 499_999n);
      const poor = await tagOf(world, own.tokens);
      expect(poor).to.equal(before - 499_999n);
      await once(saver, home);
      expect(await tagOf(world, own.tokens)).to.equal(poor);
      await enrich(world, own, 1n);
      expect(complaints(await once(saver, home))).to.deep.equal([]);
      expect(await tagOf(world, own.tokens)).to.equal(before);
      expect((await fetchMember(world.connection, own.key))?.balance).to.equal(0n);
      home.remove();
    } finally {
      rmSync(file);
    }
  });
});
