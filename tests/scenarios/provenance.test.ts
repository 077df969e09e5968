import { Keypair, SystemProgram, type TransactionInstruction } from '@solana/web3.js';
import { expect } from 'chai';
import {
  askLicense,
  claimShare,
  closePage,
  expireCommit,
  expireReveal,
  fetchDataset,
  fetchLicense,
  fetchTask,
  licenceMintPda,
  METHOD,
  openPage,
  openPanels,
  packLabels,
  pagePda,
  parseEvents,
  PROGRAM_ID,
  recyclePage,
  refundPurchase,
  releasePanel,
  send,
  settle,
  type PanelSpec,
} from '@tagger/client';
import {
  auditTrail,
  callsOf,
  parseProof,
  proveRecord,
  recordsFromHistory,
  verifyProvenance,
  type ProvenanceProof,
} from '@tagger/client/provenance';
import {
  answer,
  aPanel,
  collectAll,
  commitWork,
  revealWork,
  sit,
  staffed,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../support/build.ts';
import { aBuyer, delivery, heldLicence, offered, published, purchase, type DatasetSetup } from '../support/datasets.ts';
import { expectError } from '../support/expect.ts';
import { proxyTo, type Meddle } from '../support/proxy.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

const flipped = TRUTH.map((label) => 1 - label);

/**
 * Rita's pages are closed and gone. Whoever has the dataset's address and any node shows who answered what on each of its four panels:
 * Ann, Ben and Cyd on two pages; Cyd was contrary once and silent once.
 */
describe('scenario: provenance', function () {
  this.timeout(120_000);
  let world: World;
  let rita: Actor;
  let crew: Actor[];
  let setup: PanelSetup;
  let sold: DatasetSetup;
  let proofs: ProvenanceProof[];

  const end = async ({ task, requester }: PanelSetup, pages: number[]): Promise<void> => {
    await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
    for (const index of pages)
      await act(
        world,
        requester,
        closePage({ caller: requester.key, task, page: pagePda(task, index), rentPayer: requester.key }),
      );
  };

  before(async () => {
    world = await theWorld();
    ({ setup, crew } = await staffed(world, [{}, {}, {}], 3, {
      terms: { method: METHOD.majority },
      lifeSecs: 40_000n,
      shares: { contributorBps: 5_000, validatorBps: 0 },
    }));
    rita = setup.requester;
    const { task, page } = setup;
    const [ann, ben] = crew as [Actor, Actor];
    // The first: all agree but Cyd. The second: nobody. The third: Cyd stays silent.
    const first = await answer(world, setup, crew, [TRUTH, TRUTH, flipped]);
    await act(world, rita, releasePanel({ caller: rita.key, task, page, panel: 1n }));
    const third = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH], 2n);
    await commitWork(world, setup, third, 2n);
    await revealWork(world, setup, third.slice(0, 2), 2n);
    await waitUntil(world, (await thePanel(world, setup, 2n)).until);
    await act(world, rita, expireReveal({ page, panel: 2n }), settle({ page, panels: [0n, 2n] }));
    // A second page, whose panels are on record before the rest of the first.
    const second = pagePda(task, 1);
    const specs: PanelSpec[] = [aPanel({ firstItem: 10 }), aPanel({ firstItem: 20, seatsFirst: 2 })];
    const operator = rita.key;
    await act(
      world,
      rita,
      openPage({ operator, task, page: second, bytes: 10_240, amount: 20_000_000n }),
      openPanels({ operator, task, page: second, specs }),
    );
    const other = { ...setup, page: second, pageIndex: 1 };
    const fourth = await answer(world, other, crew, [TRUTH, flipped, TRUTH]);
    const fifth = await answer(world, other, [ann, ben], [flipped, flipped], 1n);
    await act(world, rita, settle({ page: second, panels: [0n, 1n] }));
    await collectAll(world, setup, first);
    await act(world, rita, recyclePage({ task, page }));
    await collectAll(world, other, fourth);
    await collectAll(world, other, fifth, 1n);
    await act(world, rita, recyclePage({ task, page: second }));
    await collectAll(world, setup, third, 2n);
    await end(setup, [0, 1]);
    sold = await published(world, rita, task);
    const records = Array.from({ length: 4 }, (_, record) => record);
    proofs = await Promise.all(records.map((record) => proveRecord(world.connection, sold.dataset, record)));
  });

  const nameOf = async (proof: ProvenanceProof, connection = world.connection): Promise<string> => {
    try {
      await verifyProvenance(connection, parseProof(JSON.stringify(proof)));
      return 'holds';
    } catch (error) {
      return (error as Error).name;
    }
  };

  it('each record is proven from history alone, in the order in which panels left their pages', async () => {
    expect(proofs.map(({ page, panel, firstItem }) => [page, panel, firstItem])).to.deep.equal([
      [0, '0', 0],
      [1, '0', 10],
      [1, '1', 20],
      [0, '2', 0],
    ]);
    for (const proof of proofs) expect(await nameOf(proof)).to.equal('holds');
    const steps: string[] = [];
    const found = await verifyProvenance(world.connection, proofs[0]!, ({ step }) => steps.push(step));
    expect(steps).to.deep.equal(['cluster', 'accounts', 'path', 'seat', 'seat', 'seat', 'settled']);
    expect(found.labels).to.deep.equal(TRUTH);
    expect(found.seats.map(({ wallet, answers, by }) => [wallet?.toBase58(), answers, by])).to.deep.equal([
      [crew[0]!.key.toBase58(), TRUTH, 'wallet'],
      [crew[1]!.key.toBase58(), TRUTH, 'wallet'],
      [crew[2]!.key.toBase58(), flipped, 'wallet'],
    ]);
    const silent = (await verifyProvenance(world.connection, proofs[3]!)).seats[2];
    expect([silent?.wallet?.toBase58(), silent?.answers]).to.deep.equal([crew[2]!.key.toBase58(), undefined]);
    await expectError(proveRecord(world.connection, sold.dataset, 4), 'NoRecord');
    const own = await published(world, rita);
    await expectError(proveRecord(world.connection, own.dataset, 0), 'OwnData');
  });

  it('later waves and the seats nobody took are on record as the program counts them', async () => {
    const WAVES = { seatsFirst: 2, seatsStep: 2, seatsMax: 4 };
    const late = await staffed(world, [WAVES, WAVES], 4, { terms: { tauBps: 7_500 }, lifeSecs: 40_000n });
    const [ann, ben, cyd] = late.crew as [Actor, Actor, Actor];
    const { page, task, requester } = late.setup;
    const other = TRUTH.map((label, item) => (item === 3 ? 1 - label : label));
    const first = await answer(world, late.setup, [ann, ben], [TRUTH, other]);
    const early = await answer(world, late.setup, [ann, ben], [TRUTH, TRUTH], 1n);
    await act(world, requester, settle({ page, panels: [0n, 1n] }));
    const noise = TRUTH.map((label, item) => (item === 3 ? label : 1 - label));
    const second = await sit(world, late.setup, [cyd], [noise]);
    await commitWork(world, late.setup, second);
    await waitUntil(world, (await thePanel(world, late.setup)).until);
    await act(world, requester, expireCommit({ page, panel: 0n }));
    await revealWork(world, late.setup, second);
    await act(world, requester, settle({ page, panels: [0n] }));
    await collectAll(world, late.setup, [...first, ...second]);
    await collectAll(world, late.setup, early, 1n);
    await end(late.setup, [0]);
    const { records } = await recordsFromHistory(world.connection, task);
    expect(records.map(({ record }) => record.members.map(({ answered }) => answered))).to.deep.equal([
      [10, 10, 1, 0],
      [10, 10],
    ]);
  });

  it('[attack 130] a stranger settles in a transaction whose log he filled up: the labels are computed again, and the root holds them', async () => {
    const { bea, mint } = await heldLicence(world);
    const noise = Array.from({ length: 30 }, (_, at) => askLicense({ holder: bea.key, mint, price: BigInt(at + 1) }));
    const loud = async (...instructions: TransactionInstruction[]): Promise<string> => {
      const { logs, events, signature } = await send(world.connection, [...noise, ...instructions], [bea.wallet]);
      expect(logs.some((line) => line.includes('Log truncated'))).to.equal(true);
      expect(events.every(({ name }) => name === 'licenseChanged')).to.equal(true);
      return signature;
    };
    const hidden = await staffed(world, [{}, {}], 3, {
      terms: { method: METHOD.majority },
      lifeSecs: 40_000n,
      shares: { contributorBps: 5_000, validatorBps: 0 },
    });
    const { page, task, requester } = hidden.setup;
    // Cyd is outvoted on everything; on the second panel Ann is, and that one is settled aloud.
    const first = await answer(world, hidden.setup, hidden.crew, [TRUTH, TRUTH, flipped]);
    const second = await answer(world, hidden.setup, hidden.crew, [flipped, TRUTH, TRUTH], 1n);
    const settled = await loud(settle({ page, panels: [0n] }));
    await act(world, requester, settle({ page, panels: [1n] }));
    await collectAll(world, hidden.setup, first);
    // That the first panel left its page is hidden too.
    await loud(recyclePage({ task, page }));
    await collectAll(world, hidden.setup, second, 1n);
    await end(hidden.setup, [0]);
    const { records } = await recordsFromHistory(world.connection, task);
    expect(records.map(({ labelsFrom, record }) => [labelsFrom, record.labels])).to.deep.equal([
      ['recomputed', TRUTH],
      ['event', TRUTH],
    ]);
    const made = await published(world, requester, task);
    const proof = await proveRecord(world.connection, made.dataset, 0);
    expect(proof.settled).to.equal(settled);
    expect(await nameOf(proof)).to.equal('holds');
    // Whoever is asked for the labels instead is believed where the root holds what he says, and nowhere else.
    const wrong = packLabels(flipped, 1);
    const told = (...guesses: Uint8Array[]) => ({ lostLabels: () => Promise.resolve(guesses) });
    await expectError(proveRecord(world.connection, made.dataset, 0, told(wrong)), 'HistoryIncomplete');
    await expectError(proveRecord(world.connection, made.dataset, 0, told()), 'HistoryIncomplete');
    const right = await proveRecord(world.connection, made.dataset, 0, told(wrong, packLabels(TRUTH, 1)));
    expect(right).to.deep.equal(proof);
  });

  it('[attack 126] changed in any part it does not hold: path, place, labels, seats, numbers', async () => {
    const [first, second] = proofs as [ProvenanceProof, ProvenanceProof];
    const [ann, ben, cyd] = first.seats as [
      ProvenanceProof['seats'][0],
      ProvenanceProof['seats'][0],
      ProvenanceProof['seats'][0],
    ];
    const hostile: [string, ProvenanceProof][] = [
      ['NotInDataset', { ...first, path: [...first.path].reverse() }],
      ['NotInDataset', { ...first, path: first.path.map((node, at) => (at === 0 ? `00${node.slice(2)}` : node)) }],
      ['NotInDataset', { ...first, path: first.path.slice(1) }],
      ['NotInDataset', { ...first, path: [...first.path, first.path[0] as string] }],
      // The node over the first two records as if it were a record of two.
      ['NotInDataset', { ...first, record: '0', records: '2', path: first.path.slice(1) }],
      ['NotInDataset', { ...first, record: '1' }],
      ['NotInDataset', { ...first, path: second.path }],
      ['NotInDataset', { ...first, labels: `ff${first.labels.slice(2)}` }],
      ['NotInDataset', { ...first, firstItem: 1 }],
      ['NotInDataset', { ...first, panel: '1' }],
      ['NotInDataset', { ...first, page: 1 }],
      ['NotInDataset', { ...first, seats: [ben, ann, cyd] }],
      ['NotInDataset', { ...first, seats: [ann, ben] }],
      ['NotInDataset', { ...first, seats: [{ ...ann, answered: 9 }, ben, cyd] }],
      ['NotInDataset', { ...first, items: 9 }],
      ['OtherTask', { ...first, bits: 2, labels: '00'.repeat(3) }],
      ['NoDataset', { ...first, dataset: Keypair.generate().publicKey.toBase58() }],
      ['WrongAccount', { ...first, dataset: first.task }],
      ['OtherCluster', { ...first, genesisHash: first.task }],
      ['OtherProgram', { ...first, program: first.task }],
    ];
    for (const [name, proof] of hostile) expect(await nameOf(proof)).to.equal(name);
  });

  it('[attack 126] who answered what: no other wallet, answer, salt or transaction fits', async () => {
    const [first, second] = proofs as [ProvenanceProof, ProvenanceProof];
    const [ann, ben] = first.seats as [ProvenanceProof['seats'][0], ProvenanceProof['seats'][0]];
    const withAnn = (change: Partial<ProvenanceProof['seats'][0]>): ProvenanceProof => ({
      ...first,
      seats: [{ ...ann, ...change }, ...first.seats.slice(1)],
    });
    const reveal = ann.reveal!;
    const hostile: [string, ProvenanceProof][] = [
      // Ben claims Ann's answer: her commitment, his name.
      ['NotInTransaction', withAnn({ wallet: ben.wallet })],
      ['NotInTransaction', withAnn({ wallet: ben.wallet, commit: ben.commit })],
      ['NotInTransaction', withAnn({ commit: second.seats[0]!.commit })],
      ['NotInTransaction', withAnn({ commit: reveal.signature })],
      ['NotInTransaction', withAnn({ reveal: { ...reveal, signature: ann.commit as string } })],
      ['NotInTransaction', withAnn({ reveal: { ...reveal, signature: second.seats[0]!.reveal!.signature } })],
      ['WrongOpening', withAnn({ reveal: { ...reveal, answers: `ff${reveal.answers.slice(2)}` } })],
      ['WrongOpening', withAnn({ reveal: { ...reveal, answers: `${reveal.answers}00` } })],
      ['WrongOpening', withAnn({ reveal: { ...reveal, salt: '11'.repeat(32) } })],
      ['WrongOpening', withAnn({ reveal: undefined })],
      ['NoTransaction', withAnn({ commit: undefined })],
      ['NoTransaction', withAnn({ wallet: undefined })],
      ['NoTransaction', withAnn({ commit: '1'.repeat(64) })],
      [
        'NotInTransaction',
        { ...first, settled: (await world.connection.getSignaturesForAddress(sold.dataset))[0]!.signature },
      ],
    ];
    for (const [name, proof] of hostile) expect(await nameOf(proof)).to.equal(name);
  });

  it('[attack 135] a node that lies about transactions or accounts is caught', async () => {
    const [first] = proofs as [ProvenanceProof];
    const through = async (meddle: Meddle): Promise<string> => {
      const proxy = await proxyTo(world.chain.rpcUrl, meddle);
      const name = await nameOf(first, proxy.connection());
      await proxy.stop();
      return name;
    };
    type Message = { accountKeys: string[]; instructions: { data: string }[]; recentBlockhash: string };
    type Found = { transaction: { message: Message; signatures: string[] }; meta: { err: unknown } } | null;
    const transaction =
      (change: (found: NonNullable<Found>) => void): Meddle =>
      ({ method }, result) => {
        if (method !== 'getTransaction') return result;
        const copy = structuredClone(result) as Found;
        if (copy !== null) change(copy);
        return copy;
      };
    expect(await through((_, result) => result)).to.equal('holds');
    expect(await through(({ method }, result) => (method === 'getTransaction' ? null : result))).to.equal(
      'NoTransaction',
    );
    expect(await through(transaction(({ meta }) => (meta.err = 'InstructionError')))).to.equal('NoTransaction');
    const forged = (change: (message: Message) => void) =>
      through(transaction(({ transaction: { message } }) => change(message)));
    expect(await forged((message) => (message.recentBlockhash = message.accountKeys[0] as string))).to.equal(
      'BadSignature',
    );
    expect(await forged((message) => message.accountKeys.splice(0, 1, crew[1]!.key.toBase58()))).to.equal(
      'BadSignature',
    );
    expect(
      await through(transaction(({ transaction: { signatures } }) => signatures.reverse().push(signatures[0]!))),
    ).to.equal('BadSignature');
    // Another dataset's account, also genuine, in the place of this one; and a root that was changed.
    const other = await published(world, rita);
    const info = (await world.connection.getAccountInfo(other.dataset))!;
    const account =
      (change: (data: Buffer) => Buffer | void): Meddle =>
      ({ method }, result) => {
        if (method !== 'getMultipleAccounts') return result;
        const copy = structuredClone(result) as { value: { data: [string, string] }[] };
        const data = Buffer.from(copy.value[0]!.data[0], 'base64');
        copy.value[0]!.data[0] = (change(data) ?? data).toString('base64');
        return copy;
      };
    expect(await through(account(() => info.data))).to.equal('WrongAccount');
    const root = world.connection.getAccountInfo(sold.dataset).then((found) => found!.data);
    const at = (await root).indexOf(Buffer.from((await fetchDataset(world.connection, sold.dataset))!.recordsRoot));
    expect(await through(account((data) => void data.fill(7, at, at + 32)))).to.equal('NotInDataset');
    // What it withholds from a prover is missed at the root.
    const gap = await proxyTo(world.chain.rpcUrl, ({ method }, result) =>
      method === 'getSignaturesForAddress' ? (result as unknown[]).slice(0, -1) : result,
    );
    await expectError(proveRecord(gap.connection(), sold.dataset, 0), 'HistoryIncomplete');
    await gap.stop();
  });

  it('[attack 137] calls and logs of other programs, and files of any other form, count for nothing', async () => {
    const [first] = proofs as [ProvenanceProof];
    // The same instructions under another program's address are none of ours.
    const { commit } = first.seats[0]!;
    const found = (await world.connection.getTransaction(commit!, { maxSupportedTransactionVersion: 0 }))!;
    expect(new Set(callsOf(found).map(({ name }) => name))).to.deep.equal(new Set(['commit']));
    const keys = found.transaction.message.staticAccountKeys;
    keys[keys.findIndex((key) => key.equals(PROGRAM_ID))] = SystemProgram.programId;
    expect(callsOf(found)).to.deep.equal([]);
    // A log line in our format, written while another program ran.
    const events = parseEvents(['Program 11111111111111111111111111111111 invoke [1]', 'Program data: p66pb6WUdBA=']);
    expect(events).to.deep.equal([]);
    const text = JSON.stringify(first);
    const bad = [
      '',
      'null',
      '[]',
      '{}',
      text.slice(1),
      JSON.stringify({ ...first, version: 2 }),
      JSON.stringify({ ...first, path: 'x' }),
      JSON.stringify({ ...first, path: ['zz'.repeat(32)] }),
      JSON.stringify({ ...first, path: Array.from({ length: 99 }, () => '00'.repeat(32)) }),
      JSON.stringify({ ...first, seats: [null] }),
      JSON.stringify({ ...first, seats: [{ ...first.seats[0], answered: -1 }] }),
      JSON.stringify({ ...first, panel: '-1' }),
      JSON.stringify({ ...first, record: '1e3' }),
      JSON.stringify({ ...first, items: 70_000 }),
      JSON.stringify({ ...first, bits: 3 }),
      JSON.stringify({ ...first, task: `${Keypair.generate().publicKey.toBase58()}0` }),
      `${text}${' '.repeat(1 << 20)}`,
    ];
    for (const json of bad) expect(() => parseProof(json), json.slice(0, 60)).to.throw('no proof of provenance');
  });

  it('the audit trail of a dataset: how it was made, sold, delivered and paid for', async () => {
    await offered(world, sold);
    const [bea, bob] = [await aBuyer(world), await aBuyer(world)];
    await act(world, bea, purchase(world, sold, bea));
    await act(world, world.deployer, await delivery(world, sold, bea));
    await act(world, bob, purchase(world, sold, bob));
    const bobs = licenceMintPda(sold.dataset, bob.key, 1n);
    await waitUntil(world, (await fetchLicense(world.connection, bobs))!.keyUntil);
    const refund = { dataset: sold.dataset, publisher: rita.key, holder: bob.key, mint: bobs, rentPayer: bob.key };
    await act(world, world.deployer, refundPurchase(refund));
    await act(world, world.deployer, claimShare({ dataset: sold.dataset, task: setup.task, wallet: crew[0]!.key }));
    const trail = await auditTrail(world.connection, sold.dataset);
    expect(trail.panels.map(({ seats, answered, agreement }) => [seats, answered, agreement])).to.deep.equal([
      [3, 30, 20 / 30],
      [3, 30, 20 / 30],
      [2, 20, 1],
      [3, 20, 1],
    ]);
    const [ann, ben, cyd] = crew as [Actor, Actor, Actor];
    const of = (actor: Actor) => {
      const { panels, missed, answered, agreed } = trail.members.find(({ wallet }) => wallet.equals(actor.key))!;
      return [panels, missed, answered, agreed];
    };
    expect([of(ann), of(ben), of(cyd)]).to.deep.equal([
      [4, 0, 40, 40],
      [4, 0, 40, 30],
      [3, 1, 20, 10],
    ]);
    expect(trail.published?.time).to.be.a('number');
    expect(trail.offers).to.have.length(1);
    expect(trail.licences.map(({ step, holder }) => [step, holder.toBase58()])).to.deep.equal([
      ['bought', bea.key.toBase58()],
      ['delivered', bea.key.toBase58()],
      ['bought', bob.key.toBase58()],
      ['refunded', bob.key.toBase58()],
    ]);
    expect(trail.payouts.map(({ wallet }) => wallet.toBase58())).to.deep.equal([ann.key.toBase58()]);
    expect([trail.gold.length, trail.reviews.length, trail.withdrawn]).to.deep.equal([0, 0, undefined]);
  });
});
