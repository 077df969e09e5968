import { expect } from 'chai';
import {
  datasetPda,
  fetchDataset,
  leaveDataset,
  METHOD,
  publishDataset,
  settle,
  stake,
  titlePda,
  USE_CLASS,
  fetchTask,
  closePage,
  type PublishDataset,
} from '@tagger/client';
import { datasetCommitment, newDatasetSecret } from '@tagger/client/keys';
import {
  checkManifest,
  croissant,
  describeDataset,
  describeTask,
  readManifest,
  type ManifestFile,
  type Statement,
  type Written,
} from '@tagger/client/manifest';
import { idText } from '@tagger/client/storage';
import { answer, collectAll, sha256, staffed, TRUTH, type PanelSetup } from '../support/build.ts';
import { offered, TRAINING } from '../support/datasets.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const SAID: Statement = {
  name: 'Cats and dogs',
  description: 'Ten photographs of pets.',
  version: '1.0.0',
  published: '2026-11-23',
  creators: [{ name: 'Rita', kind: 'person' }],
  spdx: 'CC-BY-4.0',
};
const FILE: ManifestFile = {
  name: 'labels.csv.age',
  id: idText(sha256('where the payload lies')),
  sha256: hex(sha256('the payload')),
  size: 1_000,
  mediaType: 'application/octet-stream',
  plain: { name: 'labels.csv', mediaType: 'text/csv' },
};

/** Rita publishes what Ann, Ben and Cyd labelled; Ann and Ben are right on ten items, Cyd on five. */
describe('scenario: a manifest', () => {
  let world: World;
  let setup: PanelSetup;
  let crew: Actor[];
  let written: Written;
  const nonce = 1_000n;

  const CONTENTS = {
    payloadHash: [...sha256('the payload')],
    commitment: [...datasetCommitment(newDatasetSecret())],
    licenceHash: [...sha256('the licence')],
    licenceId: [...sha256('where it lies')],
    useClass: USE_CLASS.commercial,
    attribution: 1,
    shareAlike: 0,
  };
  const dataset = () => datasetPda(titlePda(setup.requester.key, nonce));

  before(async () => {
    world = await theWorld();
    ({ setup, crew } = await staffed(world, [{}], 3, {
      terms: { method: METHOD.majority },
      lifeSecs: 3_600n,
      shares: { contributorBps: 3_000, validatorBps: 0 },
    }));
    const half = TRUTH.map((label, item) => (item < 5 ? label : 1 - label));
    const work = await answer(world, setup, crew, [TRUTH, TRUTH, half]);
    const { requester, task, page } = setup;
    await act(world, requester, settle({ page, panels: [0n] }));
    await collectAll(world, setup, work);
    await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
    await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
  });

  it('is written from the finished task before its dataset is there', async () => {
    const { requester, task } = setup;
    const planned = { publisher: requester.key, nonce, task, contents: CONTENTS };
    const state = await describeTask(world.connection, {
      ...planned,
      offers: [{ terms: TRAINING, price: 10_000_000n }],
    });
    written = croissant(state, SAID, [FILE]);
    const figures = Object.fromEntries(written.manifest.figures.map(({ name, value }) => [name, value]));
    expect(figures).to.include({
      items: '10',
      panels: '1',
      answers: '30',
      annotationsPerItem: '3.00',
      acceptedLabels: '25',
      agreement: '0.8333',
      pricePerItem: '10000',
      annotators: '3',
      seatsMade: '3',
      gold: 'none',
      goldScore: 'none',
      suggestions: 'none',
    });
    // Without gold and reviews of majority tasks all three are paid in full.
    const { paid } = (await fetchTask(world.connection, task))!;
    expect(figures['paid']).to.equal(paid.toString());
    const wallets = crew.map(({ key }) => key.toBase58());
    expect(written.manifest.annotators.map(({ wallet }) => wallet)).to.have.members(wallets);
    expect(written.manifest.annotators.map(({ accepted }) => accepted)).to.deep.equal(['10', '10', '5']);
    expect(written.manifest.rai.machineAnnotationTools).to.deep.equal([
      'Members were shown no suggestions of machines.',
    ]);
  });

  it('agrees with the dataset when that is published and offered, and still when a member takes his seat away', async () => {
    const { requester, task } = setup;
    const publish: PublishDataset = {
      publisher: requester.key,
      nonce,
      made: { task, recordsRoot: Buffer.from(written.manifest.chain.recordsRoot, 'hex') },
      bond: 5_000_000n,
      contents: { ...CONTENTS, manifestId: [...sha256('where the manifest lies')], manifestHash: [...written.sha256] },
      name: 'Cats and dogs',
      uri: `ar://${idText(sha256('where the manifest lies'))}`,
    };
    const { key, tokens } = requester;
    await act(
      world,
      requester,
      stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: publish.bond }),
      publishDataset(publish),
    );
    await offered(world, { publisher: requester, dataset: dataset(), secret: new Uint8Array(32), nonce });
    const read = readManifest(written.bytes);
    const now = await describeDataset(world.connection, dataset());
    expect(checkManifest(read, now)).to.deep.equal({ findings: [], gone: [] });

    const [ann] = crew as [Actor];
    await act(world, ann, leaveDataset({ wallet: ann.key, dataset: dataset(), task }));
    const after = await describeDataset(world.connection, dataset());
    expect(after.seats).to.have.length(2);
    expect(checkManifest(read, after)).to.deep.equal({ findings: [], gone: [ann.key.toBase58()] });
  });

  it('that says more of its labels than the chain is found out', async () => {
    const state = await describeDataset(world.connection, dataset());
    const better = { ...state, task: { ...state.task!, accepted: 30n } };
    const read = readManifest(croissant(better, SAID, [FILE]).bytes);
    const { findings } = checkManifest(read, state);
    expect(findings.map(({ name, what }) => `${name} ${what}`)).to.include.members([
      'HashDiffers SHA-256 of the manifest',
      'FigureDiffers acceptedLabels',
      'FigureDiffers agreement',
    ]);
    expect(findings.find(({ what }) => what === 'acceptedLabels')).to.deep.include({ manifest: '30', chain: '25' });
  });

  it('of another task, or of a dataset that is not there, has nothing to be compared with', async () => {
    const nobody = datasetPda(titlePda(setup.requester.key, 99n));
    const refused = async (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => 'nothing',
        (error: Error) => error.name,
      );
    expect(await fetchDataset(world.connection, nobody)).to.equal(null);
    expect(await refused(describeDataset(world.connection, nobody))).to.equal('NoSuchDataset');
    const planned = { publisher: setup.requester.key, nonce: 99n, task: nobody, contents: CONTENTS };
    expect(await refused(describeTask(world.connection, planned))).to.equal('NoSuchTask');
    const { task: _task, ...own } = planned;
    expect((await describeTask(world.connection, own)).seats).to.deep.equal([]);
  });
});
