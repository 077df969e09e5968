import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { z } from 'zod';
import { createMember, fetchMember } from '@tagger/client';
import { annotator, keeper, keyserver, readSettings, requester, sponsor, validator, type Bot } from '@tagger/bots';
import { enrich } from '../../tests/support/reviews.ts';
import { anActor, createWorld, act, type World } from '../../tests/support/world.ts';
import { tagOf } from '../../tests/support/expect.ts';
import { BOTS } from '../src/bots.ts';
import { COMMON } from '../src/kit/index.ts';
import { aHome, complaints, once } from './support/bot.ts';

const DOCS = fileURLToPath(new URL('../../docs/bots.md', import.meta.url));
const text = readFileSync(DOCS, 'utf8');
/** The first block of a language, from a heading on. */
const block = (language: string, from = ''): string => {
  const found = new RegExp('```' + language + '\n([^]*?)```').exec(text.slice(text.indexOf(from)))?.[1];
  if (found === undefined) throw new Error(`docs/bots.md has no ${language}`);
  return found;
};

/** What the tables of a section name in their first column: a setting itself, or parts of it. */
function settingsIn(section: string): string[] {
  const [own = ''] = text.slice(text.indexOf(section) + section.length).split('\n## ');
  const first = [...own.matchAll(/^\| (`[^|]*?) +\|/gm)].map(([, cell]) => cell ?? '');
  const names = first.flatMap((cell) => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name ?? ''));
  return [...names, ...names.map((name) => name.split('.')[0] ?? '')];
}

const asBot = (bot: unknown): Bot<z.ZodRawShape> => bot as Bot<z.ZodRawShape>;

describe('docs/bots.md', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.chain.stop());

  it('what every bot has is told there', () => {
    const caps = ['lamportsADay', 'lamportsInAll', 'tagADay', 'tagInAll'].map((name) => `caps.${name}`);
    const common = Object.keys(COMMON).filter((name) => name !== 'caps');
    expect(settingsIn('## What every bot does')).to.include.members([...common, ...caps]);
  });

  // The keeper's example is the first of the page.
  const all: [Bot<z.ZodRawShape>, string, Record<string, unknown>][] = [
    [asBot(keeper), '## The keeper', { port: 9_464, spreadSecs: 4, priorityFee: 1_000 }],
    [asBot(annotator), '## The annotator', { predictor: 'sentiment', leastPay: 1_000n, languages: ['en'] }],
    [asBot(validator), '## The validator', { bond: 1_000_000_000n, unsure: 'abstain', predictor: 'sentiment' }],
    [asBot(sponsor), '## The sponsor', { apiPort: 8_910, leastWithdrawal: 1_000_000n }],
    [asBot(keyserver), '## The key service', { domain: 'keys.example', cooldownSecs: 86_400 }],
    [asBot(requester), '## The requester', { target: 0.9, budget: 250_000_000n, price: 10_000n }],
  ];
  for (const [bot, section, some] of all)
    it(`the ${bot.name}’s settings are taken as they stand there, and its table has each of them`, () => {
      const file = fileURLToPath(new URL('./.settings-of-the-docs.json', import.meta.url));
      writeFileSync(file, block('json', bot.name === keeper.name ? '' : section));
      try {
        expect(readSettings(bot.settings, { file })).to.deep.include(some);
      } finally {
        rmSync(file);
      }
      expect(settingsIn(section)).to.include.members(Object.keys(bot.settings));
    });

  it('every bot there is has its place there', () => {
    expect(all.map(([{ name }]) => name)).to.have.members(BOTS.map(({ name }) => name));
  });

  it('its bot runs: Sam’s balance is withdrawn once it is worth it', async () => {
    const file = fileURLToPath(new URL('./.sample-of-the-docs.ts', import.meta.url));
    writeFileSync(file, block('ts', '## A bot of your own'));
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
