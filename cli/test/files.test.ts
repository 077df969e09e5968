import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Town } from './support/town.ts';

const PNG = readFileSync(fileURLToPath(new URL('../../predictors/test/fixtures/printed.png', import.meta.url)));
/** Two pictures that differ: what follows the end of a PNG is no part of it. */
const PICTURES = ['a', 'b'].map((letter) => Buffer.concat([PNG, Buffer.from(letter)]));
const NAMES = PICTURES.map((bytes) => createHash('sha256').update(bytes).digest('hex'));

interface Shown {
  modality: string;
  panels: { items: { sha256: string; contentType: string; width?: number; id?: string }[] }[];
}

describe('tasks whose items are files', () => {
  let town: Town;
  let folder: string;
  const env = { HOME: process.env['HOME'], TAGGER_PASSPHRASE: process.env['TAGGER_PASSPHRASE'] };
  before(async () => {
    town = await Town.build(['rita', 'ann']);
    [process.env['HOME'], process.env['TAGGER_PASSPHRASE']] = [town.dir, 'correct horse battery'];
    folder = join(town.dir, 'pictures');
    mkdirSync(folder);
    PICTURES.forEach((bytes, at) => writeFileSync(join(folder, `secret-${at}.png`), bytes));
  });
  after(async () => {
    for (const [name, value] of Object.entries(env))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    await town.close();
  });
  const open = (path: string, ...more: string[]) => [
    ...['task', 'open', '--items', path, '--classes', 'left,right', '--seats', '1', '--self-chosen', ...more],
    ...['--arweave', town.chain.arweaveUrl],
  ];
  const show = (name: string, task: string) =>
    town.json<Shown>(name, 'task', 'show', task, '--arweave', town.chain.arweaveUrl);

  it('Rita posts a folder; Ann finds two pictures by their hashes and answers by these', async () => {
    const opened = await town.json('rita', ...open(folder));
    const task = opened['task'] as string;
    expect(opened).to.include({ items: 2, panels: 1 });
    expect(await town.json('rita', ...open(folder)), 'a second run adds nothing').to.deep.equal(opened);
    const { modality, panels } = await show('ann', task);
    expect(modality).to.equal('image');
    expect(panels[0]!.items.map(({ sha256, contentType }) => [sha256, contentType])).to.deep.equal(
      NAMES.map((name) => [name, 'image/png']),
    );
    const { stdout } = await town.as('ann', 'task', 'show', task, '--arweave', town.chain.arweaveUrl);
    expect(stdout).to.contain(`item 0  ${NAMES[0]}  image/png, ${PICTURES[0]!.length} bytes`);
    expect(stdout).to.not.contain('secret-');
    const rows = NAMES.map((name, at) => `ann,${name},${['left', 'right'][at]},left`);
    const answers = town.file('answers.csv', `${rows[0]}\n${rows[1]!.replace(/left$/, 'right')}`);
    const done = await town.json('ann', 'work', task, answers, '--worker', 'ann', '--arweave', town.chain.arweaveUrl);
    expect(done).to.include({ claimed: 1, committed: 1, revealed: 1 });
  });

  it('a CSV names files from where it lies; a sealed task calls its pictures the same, and tells outsiders only their kind', async () => {
    const csv = town.file('items.csv', 'file\npictures/secret-1.png\npictures/secret-0.png\n');
    const opened = await town.json('rita', ...open(csv, '--private', '--nonce', '2'));
    const task = opened['task'] as string;
    const own = await show('rita', task);
    expect(own.panels[0]!.items.map(({ sha256, id }) => [sha256, id])).to.have.deep.members(
      NAMES.map((name) => [name, undefined]),
    );
    const seen = await town.as('ann', 'task', 'show', task, '--arweave', town.chain.arweaveUrl);
    expect(seen.stdout).to.contain('encrypted (PrivateItems)').and.to.not.contain(NAMES[0]);
    expect((await show('ann', task)).modality).to.equal('image');
    const beside = town.file('beside.csv', 'file,text\npictures/secret-1.png,Which way?\n');
    expect(await town.refusal('rita', ...open(beside, '--private', '--nonce', '3'))).to.equal('BadItems');
    expect(await town.refusal('rita', ...open(town.file('nothing')))).to.equal('BadItems');
  });
});
