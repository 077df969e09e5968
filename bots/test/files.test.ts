import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { listTasks } from '@tagger/client';
import { readPublicItems, readRules, type FileItem } from '@tagger/client/published';
import { reader } from '@tagger/client/storage';
import type { Suggestion } from '@tagger/client/suggestions';
import { annotator, annotatorWith, keeper, requester } from '@tagger/bots';
import { openPredictor } from '@tagger/predictors/node';
import { thePanel } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { createWorld, giveTag, type World } from '../../tests/support/world.ts';
import { absenceOf, present } from '../src/annotator/choice.ts';
import { aHome, complaints, once, type Home, type Line } from './support/bot.ts';
import { bytesOf, NOBODY_SEEN, noise, PEOPLE, posted, SPEECH } from './support/files.ts';
import { anArweave, anEarner, published } from './support/market.ts';

const MODEL = { id: 'detector', version: '1', sha256: 'ab'.repeat(32) };
const said = (lines: readonly Line[]): string[] =>
  lines.map(({ msg }) => msg).filter((msg) => /^(joined|claimed|committed|revealed|collected)$/.test(msg));
const whyNot = (lines: readonly Line[]): unknown =>
  lines.find(({ msg }) => /left to others/.test(msg))?.err?.message ??
  lines.find(({ msg }) => msg === 'left to others')?.['why'];

describe('one class from what a model finds', () => {
  const box = (label: number, score: number): Suggestion => ({
    value: { kind: 'box', label, left: 0, top: 0, right: 1, bottom: 1 },
    score,
    model: MODEL,
  });
  const class_ = (label: number, score: number): Suggestion => ({
    value: { kind: 'classLabel', label },
    score,
    model: MODEL,
  });

  it('is that of the surest box, less sure the more there is of another class', () => {
    expect(present([box(1, 0.9), box(1, 0.8)], undefined, MODEL)).to.deep.equal(class_(1, 0.9));
    expect(present([box(0, 0.75), box(1, 0.5), box(1, 0.25)], undefined, MODEL)).to.deep.equal(class_(0, 0.375));
    expect(present([], undefined, MODEL)).to.equal(undefined);
  });

  it('is nothing where the task has a class for it and more is missing than found', () => {
    expect(present([], 2, MODEL)).to.deep.equal(class_(2, 1));
    expect(present([box(1, 0.25)], 2, MODEL)).to.deep.equal(class_(2, 0.75));
    expect(present([box(1, 0.75)], 2, MODEL)).to.deep.equal(class_(1, 0.75));
    expect([absenceOf(['speech']), absenceOf(['cat', 'dog'])]).to.deep.equal(['no speech', 'nothing']);
  });
});

describe('items that are files', () => {
  let world: World;
  let arweave: Awaited<ReturnType<typeof anArweave>>;
  const homes: Home[] = [];
  before(async () => {
    [world, arweave] = await Promise.all([createWorld(), anArweave()]);
  });
  after(async () => {
    await world.chain.stop();
    await arweave.stop();
  });
  afterEach(() => homes.splice(0).forEach((home) => home.remove()));

  const earner = async (settings: Record<string, unknown> = {}) => {
    const made = await anEarner(world, arweave.url, { mostBond: '2000000', ...settings });
    homes.push(made);
    return made;
  };

  it('the detector tells photographs of people from others, and commits to what it saw', async () => {
    const files = await Promise.all([...PEOPLE, ...NOBODY_SEEN].map(bytesOf));
    const items = await posted(arweave.url, files);
    const classes = ['nobody', 'person'];
    const market = await published(world, arweave.url, { items, classes, seats: 1, rules: { modality: 'image' } });
    const bot = await earner({ predictor: 'objects', tasks: [market.task.toBase58()], classes: { nothing: 'nobody' } });
    const lines = await once(annotator, bot);
    expect(complaints(lines)).to.deep.equal([]);
    expect(said(lines)).to.deep.equal(['joined', 'claimed', 'committed', 'revealed']);
    expect((await thePanel(world, market)).answers[0]).to.deep.equal([1, 1, 1, 0, 0, 0]);
  });

  it('the speech detector tells a voice from noise', async () => {
    const items = await posted(arweave.url, [noise(2), await bytesOf(SPEECH), noise(1)]);
    expect(items.map(({ contentType }) => contentType)).to.deep.equal(['audio/wav', 'audio/wav', 'audio/wav']);
    const classes = ['speech', 'no speech'];
    const market = await published(world, arweave.url, { items, classes, seats: 1, rules: { modality: 'audio' } });
    const lines = await once(annotator, await earner({ predictor: 'speech', tasks: [market.task.toBase58()] }));
    expect(complaints(lines)).to.deep.equal([]);
    expect((await thePanel(world, market)).answers[0]).to.deep.equal([1, 0, 1]);
  });

  it('a model leaves what it can not see or hear to others, and lists that are not what their rules say', async () => {
    const [picture] = await posted(arweave.url, [await bytesOf(NOBODY_SEEN[0]!)]);
    const classes = ['person', 'nothing'];
    const tried = async (predictor: string, options: Parameters<typeof published>[2]): Promise<unknown> => {
      const market = await published(world, arweave.url, { seats: 1, classes, ...options });
      const lines = await once(annotator, await earner({ predictor, tasks: [market.task.toBase58()] }));
      expect(said(lines)).to.deep.equal([]);
      return whyNot(lines);
    };
    const items = [picture!];
    expect(await tried('objects', {})).to.equal('not for us: the model is for image, and the items are text');
    expect(await tried('speech', { items, rules: { modality: 'image' } })).to.equal(
      'not for us: the model is for audio, and the items are image',
    );
    expect(await tried('objects', { items, classes: ['person', 'unicorn'], rules: { modality: 'image' } })).to.equal(
      'not for us: the model has no word for the class "unicorn"',
    );
    expect(await tried('objects', { items: [picture!, 'a text'], rules: { modality: 'image' } })).to.match(
      /^the rules of this task say image, item 1 is text/,
    );
    // A sound that calls itself an image is none the model reads; one bit has no code to leave it out.
    const [sound] = await posted(arweave.url, [noise(1)]);
    const lying: FileItem = { ...sound!, contentType: 'image/png' };
    expect(await tried('objects', { items: [lying], rules: { modality: 'image' } })).to.equal('unanswerable');
  });

  it('[attack 147] a file its gateway has lost or changed keeps its panel from being claimed, and no other task', async () => {
    const [picture] = await posted(arweave.url, [await bytesOf(PEOPLE[0]!)]);
    const lost = { ...picture!, id: Buffer.alloc(32, 7).toString('base64url') };
    const changed = { ...picture!, sha256: 'ab'.repeat(32) };
    const terms = { classes: ['person', 'nothing'], seats: 1, rules: { modality: 'image' as const } };
    const bad = await Promise.all(
      [lost, changed].map((item) => published(world, arweave.url, { ...terms, items: [item] })),
    );
    const good = await published(world, arweave.url, { ...terms, items: [picture!] });
    const bot = await earner({
      predictor: 'objects',
      tasks: [...bad, good].map(({ task }) => task.toBase58()),
      gatewaySecs: 1,
    });
    const lines = await once(annotator, bot);
    expect(said(lines)).to.deep.equal(['joined', 'claimed', 'committed', 'revealed']);
    expect((await thePanel(world, good)).answers[0]).to.deep.equal([0]);
    const why = lines.filter(({ msg }) => msg === 'left to others').map((line) => line['why']);
    expect(why).to.have.members(['PayloadMissing', 'PayloadTampered']);
  });

  it('Rita posts a folder of photographs; three bots answer, and her labels name the files', async () => {
    const home = await aHome(world);
    homes.push(home);
    const folder = join(home.dir, 'photos');
    mkdirSync(folder);
    const files = [PEOPLE[0]!, PEOPLE[1]!, NOBODY_SEEN[0]!, NOBODY_SEEN[2]!];
    for (const file of files) copyFileSync(file, join(folder, basename(file)));
    const TAG = 1_000_000_000n;
    await giveTag(world, home.wallet, TAG);
    const own = {
      ...{ items: folder, out: join(home.dir, 'out'), gateways: [arweave.url], classes: ['nobody', 'person'] },
      ...{
        title: 'People',
        instructions: 'Is anybody in the picture?',
        budget: '10000000',
        selfChosen: true,
        rounds: 1,
      },
      caps: { lamportsADay: '5000000000', lamportsInAll: '5000000000', tagADay: String(TAG), tagInAll: String(TAG) },
    };
    home.write(own);
    await once(requester, home);
    const task = (await listTasks(world.connection)).find((one) => one.requester.equals(home.wallet))!;
    const from = reader({ gateways: [arweave.url] });
    const rules = await readRules(from, task);
    expect(rules.modality).to.equal('image');
    const items = (await readPublicItems(from, task, rules)) as FileItem[];
    // What is published says how large pictures are, and nothing of what their files are called.
    expect(items.map(({ contentType }) => contentType).sort()).to.deep.equal([
      'image/jpeg',
      'image/jpeg',
      'image/png',
      'image/png',
    ]);
    expect(items.every(({ width = 0, height = 0 }) => width > 0 && height > 0)).to.equal(true);
    expect(JSON.stringify([items, rules])).not.to.include('screenshot');
    const detector = await openPredictor('objects');
    const shared = annotatorWith(() =>
      Promise.resolve({
        ...detector,
        modality: 'image',
        describe: () => detector.describe(),
        predict: (item, options) => detector.predict(item, options),
        close: () => Promise.resolve(),
      }),
    );
    const bots = [];
    for (let at = 0; at < 3; at += 1)
      bots.push(await earner({ tasks: [task.address.toBase58()], classes: { nothing: 'nobody' } }));
    for (const bot of [...bots, ...bots]) expect(complaints(await once(shared, bot))).to.deep.equal([]);
    await detector.close();
    const pushing = await aHome(world);
    homes.push(pushing);
    await once(keeper, pushing);
    expect(complaints(await once(requester, home))).to.deep.equal([]);
    const labels = readFileSync(join(home.dir, 'out', 'labels.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(labels.map((line) => line.split(',').slice(0, 2).join(' '))).to.deep.equal([
      'printed.png nobody',
      'screenshot-facedetect.jpg person',
      'screenshot-menu.png nobody',
      'screenshot-vrm.jpg person',
    ]);
    await checkBooks(world.connection);
  });

  it('she may name files in a CSV with their labels and a text beside them; two kinds in one folder are refused', async () => {
    const home = await aHome(world);
    homes.push(home);
    copyFileSync(PEOPLE[1]!, join(home.dir, 'a.jpg'));
    copyFileSync(SPEECH, join(home.dir, 'b.wav'));
    const csv = join(home.dir, 'items.csv');
    const base = {
      ...{ items: csv, out: join(home.dir, 'out'), gateways: [arweave.url], classes: ['nobody', 'person'] },
      ...{ title: 'People', instructions: 'Anybody?', budget: '10000000' },
    };
    const refusal = (): Promise<string> =>
      once(requester, home, true).then(
        () => 'accepted',
        ({ name, message }: Error) => `${name}: ${message}`,
      );
    home.write(base);
    writeFileSync(csv, 'file,text,label\na.jpg,The one on the left?,person\n');
    expect(await refusal()).to.equal('accepted');
    writeFileSync(csv, 'file\na.jpg\nb.wav\n');
    expect(await refusal()).to.match(/^BadItems: .*a\.jpg is image and b\.wav is audio: make two tasks of them$/);
    writeFileSync(csv, 'file\nc.jpg\n');
    expect(await refusal()).to.match(/^BadItems: there is no file .*c\.jpg$/);
  });
});
