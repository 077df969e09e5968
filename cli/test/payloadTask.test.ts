import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { commit, DRAW, fetchPage, fetchTask, newSalt, pagePda, send, setKey } from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { start } from './support/run.ts';
import { Town } from './support/town.ts';

const VALIDATORS = ['val', 'vera', 'vic', 'vlad'];
const BOXES = [
  '{"boxes":[{"item":0,"box":[10,20,30,40],"label":"car"}]}',
  '{"boxes":[{"item":1,"box":[1,2,3,4],"label":"\u001b[2Jcar"}]}',
] as const;

interface Sharing {
  shared: { review: string; round: number; readers: string[]; keyless: string[] }[];
}

/**
 * Rita wants boxes around cars on six pictures, two a panel, and promises validators a tenth of what the dataset earns. Ann
 * draws them; three validators of four are drawn for each panel. Everything from a shell, with kills in the middle.
 */
describe('a payload task from the shell', function () {
  this.timeout(300_000);
  let town: Town;
  let task: string;
  let review: string;
  let drawn: string[];

  before(async () => {
    town = await Town.build(['rita', 'ann', 'ben', 'cyd', ...VALIDATORS]);
    mkdirSync(town.file('boxes'));
  });
  after(() => town.close());

  const arweave = (): string[] => ['--arweave', town.chain.arweaveUrl];
  const notes = (name: string): string => town.file(`notes/${name}.json`);
  const work = (...more: string[]): string[] => ['work', task, '--notes', notes('ann'), ...more, ...arweave()];
  const boxes = (): string[] => ['--payload', town.file('boxes')];
  const share = (name: string): Promise<Sharing> => town.json<Sharing>(name, 'payload', 'share', task, ...arweave());
  const reading = (address: string, ...more: string[]): string[] => ['payload', 'read', address, ...more, ...arweave()];
  const panel = async (number: number) =>
    (await fetchPage(town.connection, pagePda(new PublicKey(task), 0)))!.panels.find(
      (one) => Number(one.number) === number,
    )!;
  const vote = (name: string, ...votes: string[]) =>
    town.json<{ done: string[]; seat: unknown }>(
      name,
      ...['review', 'vote', review, ...votes, '--notes', notes(`votes-${name}`), ...arweave()],
    );

  /** The panel's answer may be judged; three validators sit. */
  async function reviewed(number: string): Promise<void> {
    await town.json('ben', 'settle', task);
    review = (await town.json('ben', 'review', 'audit', task, '--panel', number))['review'] as string;
    await town.chain.advance({ slots: DRAW.delay + 1 });
    expect(await town.json<{ done: string[] }>('ben', 'review', 'conclude', review)).to.deep.include({
      done: ['draw'],
    });
    const { rounds } = await town.json<{ rounds: { seats: { wallet: string }[] }[] }>(
      'ben',
      ...['review', 'show', review, ...arweave()],
    );
    drawn = rounds[0]!.seats.map(({ wallet }) => town.nameOf(wallet));
    expect(drawn).to.have.length(3);
  }

  /** Hide, show, wait for appeals, conclude, pay. */
  async function judged(votes: string): Promise<void> {
    for (const name of drawn) await vote(name, '--votes', votes);
    for (const name of drawn) await vote(name);
    await town.pass(3_600);
    await town.json('ben', 'review', 'conclude', review);
  }

  it('validators who join name a key; so does `tagger key`, once', async () => {
    for (const name of VALIDATORS) await town.json(name, 'validator', 'join', '--bond', '20');
    await town.nextEpoch();
    expect(await town.json('val', 'key')).to.include({ named: 'before' });
    expect(await town.json('cyd', 'key', '--dry-run')).to.include({ named: 'planned' });
    const { key } = await town.json('cyd', 'key');
    expect(await town.json('cyd', 'key')).to.deep.equal({ key, named: 'before' });
    const [cyd, other] = [town.key('cyd'), deliveryKey(generateIdentity())];
    await send(town.connection, [setKey({ wallet: cyd.publicKey, key: other })], [cyd]);
    expect(await town.refusal('cyd', 'key'), 'another one is not thrown away by mistake').to.equal('OtherKey');
    expect(await town.json('cyd', 'key', '--replace')).to.deep.equal({ key, named: 'now' });
  });

  it('Rita opens it: verdicts for labels, her key in the rules, shares; wrong terms are refused by name', async () => {
    const items = town.file('items.txt', [0, 1, 2, 3, 4, 5].map((at) => `street ${at}`).join('\n'));
    const open = (...more: string[]) => [
      'task',
      'open',
      '--items',
      items,
      '--batch',
      '2',
      '--self-chosen',
      ...more,
      ...arweave(),
    ];
    expect(await town.refusal('rita', ...open())).to.equal('ClassesMissing');
    expect(await town.refusal('rita', ...open('--method', 'payload', '--seats', '3'))).to.equal('BadSeats');
    const greedy = ['--method', 'payload', '--contributors', '90', '--validators', '10.01'];
    expect(await town.refusal('rita', ...open(...greedy))).to.equal('BadShares');
    const opening = open(
      '--method',
      'payload',
      '--classes',
      'car,person',
      '--contributors',
      '30',
      '--validators',
      '10',
    );
    const opened = await town.json('rita', ...opening);
    expect(opened).to.include({ items: 6, panels: 3 });
    task = opened['task'] as string;
    const account = (await fetchTask(town.connection, new PublicKey(task)))!;
    expect(account).to.include({ contributorBps: 3_000, validatorBps: 1_000 });
    expect(account.terms).to.include({ method: 2, classes: 4, bits: 2, seatsLimit: 1, reviewSeats: 3, fixBps: 5_000 });
    // Running it again finds the same rules: the key in them is always hers.
    expect(await town.json('rita', ...opening)).to.deep.equal(opened);
    expect(await town.json('ben', 'task', 'show', task, ...arweave())).to.deep.include({
      method: 'payload',
      classes: ['car', 'person'],
      hidden: null,
    });
  });

  it('Ann takes a panel first, sees its items, and is told what is missing', async () => {
    const csv = town.file('answers.csv', 'ann,street 0,car,car\nann,street 1,person,car\n');
    expect(await town.refusal('ann', ...work())).to.equal('PayloadMissing');
    expect(await town.refusal('ann', 'work', task, csv, '--worker', 'ann', ...arweave())).to.equal('PayloadMissing');
    expect(await town.refusal('ann', ...work('--payload', town.file('nowhere')))).to.equal('BadPayload');
    expect(await town.refusal('ann', ...work('--payload', csv)), 'one file, three panels').to.equal('BadPayload');
    expect(await town.refusal('ann', ...work('--watch', '--every', '0', ...boxes()))).to.equal('BadPause');
    expect(await town.json('ann', ...work('--take', '1'))).to.deep.equal({
      ...{ claimed: 1, committed: 0, revealed: 0 },
      ...{ shared: [], missing: ['0-0'], lost: [] },
    });
    expect(await town.json('ann', ...work('--take', '1'))).to.include({ claimed: 0 });
    const shown = await town.json<{ panels: { yours: string | null; items: string[] }[] }>(
      'ann',
      'task',
      'show',
      task,
      ...arweave(),
    );
    expect(shown.panels.map(({ yours, items }) => [yours, items])).to.deep.equal([
      ['claimed', ['street 0', 'street 1']],
      [null, ['street 2', 'street 3']],
      [null, ['street 4', 'street 5']],
    ]);
  });

  it('killed once the payload is sealed, the next run goes on with that one and seals no other', async () => {
    town.file('boxes/0-0.json', BOXES[0]);
    const signing = ['--url', town.chain.rpcUrl, '--keypair', town.keyFile('ann')];
    const first = start([...work(...boxes()), ...signing]);
    for (let tries = 0; tries < 2_000 && !existsSync(notes('ann')); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    first.kill();
    await first.finished;
    expect(statSync(notes('ann')).mode & 0o077, 'nobody else may read it').to.equal(0);
    const kept = Object.values(
      JSON.parse(readFileSync(notes('ann'), 'utf8')) as Record<string, { hash: string }[]>,
    )[0]!;
    expect(kept).to.have.length(1);
    const again = await town.json<{ lost: string[] }>('ann', ...work(...boxes()));
    expect(again.lost).to.deep.equal([]);
    expect(Buffer.from((await panel(0)).payloads[0]!.hash).toString('hex')).to.equal(kept[0]!.hash);
    // What is on the chain need not be kept.
    await town.json('ann', ...work(...boxes()));
    expect(JSON.parse(readFileSync(notes('ann'), 'utf8'))).to.deep.equal({});
  });

  it('the drawn read it once Ann shares its key, and see that Rita can; nobody else reads', async () => {
    expect(await town.refusal('rita', ...reading(task, '--panel', '1'))).to.equal('NotRevealed');
    expect(await town.refusal('rita', ...reading(task, '--panel', '7'))).to.equal('NoSuchPanel');
    await reviewed('0');
    expect(await town.refusal(drawn[0]!, ...reading(review))).to.equal('NoKeys');
    expect(
      (await share('ann')).shared.map(({ round, readers, keyless }) => [round, readers.length, keyless]),
    ).to.deep.equal([[0, 4, []]]);
    expect((await share('ann')).shared, 'nobody lacks a key any more').to.deep.equal([]);
    for (const name of ['rita', ...drawn])
      expect(await town.json(name, ...reading(review))).to.deep.include({ text: BOXES[0], requesterReads: true });
    const other = VALIDATORS.find((name) => !drawn.includes(name))!;
    expect(await town.refusal(other, ...reading(review))).to.equal('NoKeys');
    expect(await town.refusal('cyd', ...reading(review))).to.equal('NoKeys');
    expect(await town.refusal('ben', ...reading(review)), 'he named no key').to.equal('NoKey');
    expect(await town.refusal('cyd', 'payload', 'share', task, ...arweave())).to.equal('NothingToShare');
  });

  it('a vote opens the seat for a part of revenue by itself; Ann is paid in full, and Rita reads what she paid for', async () => {
    const [first, second, third] = drawn as [string, string, string];
    expect(await vote(first, '--votes', 'accept,accept')).to.deep.include({ done: ['committed'], seat: 'opened' });
    const seat = (name: string, ...more: string[]) => town.json(name, 'validator', 'seat', task, ...more);
    expect(await seat(first)).to.include({ opened: false, validatorBps: 1_000 });
    expect(await seat(second)).to.include({ opened: true });
    expect(await vote(second, '--votes', 'accept,accept')).to.deep.include({ done: ['committed'], seat: null });
    const said = await town.as(
      third,
      'review',
      'vote',
      review,
      '--votes',
      'accept,accept',
      '--notes',
      notes('third'),
      ...arweave(),
    );
    expect(said.stdout).to.contain("opened a seat for your part of the dataset's revenue; committed and revealed");
    for (const name of [first, second]) expect((await vote(name)).done).to.deep.equal(['revealed']);
    expect(await town.refusal('ben', 'validator', 'seat', task)).to.equal('NoSuchValidator');
    await town.pass(3_600);
    await town.json('ben', 'review', 'conclude', review);
    await town.json('ben', 'settle', task);
    // Two items at 0.01 TAG.
    expect(await town.json('ann', 'balance')).to.include({ balance: '20000' });
    const file = town.file('read.json');
    const out = reading(task, '--panel', '0', '--out', file);
    expect(await town.json('rita', ...out)).to.include({ requesterReads: true, out: file });
    expect(readFileSync(file, 'utf8')).to.equal(BOXES[0]);
    expect(await town.refusal('rita', ...out)).to.equal('FileExists');
  });

  it('--watch shares by itself; killed and started again it shares no second time; a rejected payload is not paid', async () => {
    town.file('boxes/0-1.json', BOXES[1]);
    const signing = ['--url', town.chain.rpcUrl, '--keypair', town.keyFile('ann'), '--json'];
    const watching = () => start([...work('--watch', '--every', '1', ...boxes()), ...signing]);
    const first = watching();
    for (let tries = 0; tries < 200 && (await panel(1)).payloads[0] === undefined; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    await reviewed('1');
    let text: string | undefined;
    for (let tries = 0; tries < 30 && text === undefined; tries += 1) {
      const run = await town.as(drawn[0]!, ...reading(review), '--json');
      if (run.code === 0) text = (JSON.parse(run.stdout) as { text: string }).text;
      else await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(text).to.equal(BOXES[1]);
    // On a terminal, what the payload says moves nothing.
    expect((await town.as(drawn[0]!, ...reading(review))).stdout).to.not.contain('\u001b');
    first.kill();
    await first.finished;
    const second = watching();
    await judged('reject,invalidItem');
    await town.json('ben', 'settle', task);
    const { code, stdout, stderr } = await second.finished;
    expect(code, stderr).to.equal(0);
    const looks = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Sharing).shared);
    expect(looks.flat(), 'over by itself, and nothing was shared again').to.deep.equal([]);
    // The rejected item earns nothing, the one that can't be answered is Rita's fault.
    expect(await town.json('ann', 'balance')).to.include({ balance: '30000' });
  });

  it('a commitment whose note is gone is told by name, before the bond is lost', async () => {
    const own = (...more: string[]) => ['work', task, '--notes', notes('ben'), ...more, ...arweave()];
    expect(await town.json('ben', ...own('--take', '1'))).to.deep.include({ claimed: 1, missing: ['0-2'] });
    const ben = town.key('ben');
    const at = { wallet: ben.publicKey, task: new PublicKey(task), page: pagePda(new PublicKey(task), 0) };
    const entries = [{ panel: 2n, slot: 0, commitment: newSalt() }];
    await send(town.connection, [commit({ ...at, entries })], [ben]);
    town.file('boxes/0-2.json', BOXES[0]);
    expect(await town.refusal('ben', ...own(...boxes()))).to.equal('SealedLost');
  });
});
