import { readFileSync, statSync } from 'node:fs';
import { expect } from 'chai';
import { DRAW, pagePda } from '@tagger/client';
import { PublicKey } from '@solana/web3.js';
import { Town } from './support/town.ts';

interface Shown {
  rounds: { phase: string; seats: { wallet: string; state: string; votes: string[] | null }[] }[];
  items: { item: number; text: string; label: string; verdicts: (string | null)[] }[];
  due: string[];
}

interface Listed {
  reviews: { review: string; round: number; phase: string; todo?: string }[];
  contestable: { page: number; panel: string; labels: { item: number; text: string; label: string }[] }[];
}

const VALIDATORS = ['val', 'vera', 'vic', 'vlad'];

/**
 * Rita has ten pictures labelled by Ann alone. Ann takes two dogs for cats. Rita contests three labels; one validator of
 * four is drawn and makes a mistake; Rita appeals; the other three decide. Everything from a shell with a key file.
 */
describe('reviews and validators from the shell', function () {
  this.timeout(300_000);
  let town: Town;
  let task: string;
  let review: string;
  let [drawn, others]: [string, string[]] = ['', []];
  const arweave = (): string[] => ['--arweave', town.chain.arweaveUrl];
  const votes = (name: string, ...more: string[]): string[] => [...more, '--notes', town.file(`notes/${name}.json`)];
  const vote = (name: string, ...more: string[]) =>
    town.json<{ done: string[]; waitsFor: { for: string } | null }>(
      name,
      ...['review', 'vote', review, ...votes(name, ...more), ...arweave()],
    );

  before(async () => {
    town = await Town.build(['rita', 'ann', ...VALIDATORS]);
  });
  after(() => town.close());

  const open = async (...more: string[]): Promise<string> => {
    const items = town.file('items.txt', Array.from({ length: 10 }, (_, at) => `picture ${at}`).join('\n'));
    const args = [
      'task',
      'open',
      '--items',
      items,
      '--classes',
      'cat,dog',
      '--seats',
      '1',
      '--batch',
      '10',
      '--self-chosen',
    ];
    return (await town.json('rita', ...args, '--review-seats', '1', ...more, ...arweave()))['task'] as string;
  };

  it('validators join: bond, seats, and draws from the next epoch on', async () => {
    expect(await town.refusal('val', 'validator', 'status')).to.equal('NoSuchValidator');
    expect(await town.refusal('val', 'validator', 'join', '--bond', '4.9')).to.equal('BondTooSmall');
    const joined = await Promise.all(VALIDATORS.map((name) => town.json(name, 'validator', 'join', '--bond', '20')));
    for (const one of joined) expect(one).to.include({ bond: '20000000', staked: '20000000', seats: '4' });
    expect(await town.json('val', 'validator', 'status')).to.include({ state: 'active', weight: 0, nextWeight: 1_000 });
    await town.nextEpoch();
    expect(await town.json('val', 'validator', 'status')).to.include({ weight: 1_000, totalWeight: 4_000 });
    expect(
      (await town.json('rita', 'validator', 'weigh', '--wallet', town.key('val').publicKey.toBase58()))['weight'],
    ).to.equal(1_000);
  });

  it('labels wait to be contested, and are listed with their names', async () => {
    task = await open();
    const label = (at: number): string => (at < 2 || at % 2 === 1 ? 'cat' : 'dog');
    const answers = town.file(
      'answers.csv',
      Array.from({ length: 10 }, (_, at) => `ann,picture ${at},${label(at)},cat`).join('\n'),
    );
    await town.json('ann', 'work', task, answers, '--worker', 'ann', ...arweave());
    expect(await town.json('rita', 'settle', task)).to.include({ settled: 1, paid: '0' });
    const { contestable } = await town.json<Listed>('rita', 'review', 'list', '--task', task, ...arweave());
    expect(contestable).to.have.length(1);
    expect(contestable[0]?.labels.slice(0, 3)).to.deep.equal([
      { item: 0, text: 'picture 0', label: 'cat', contested: false },
      { item: 1, text: 'picture 1', label: 'cat', contested: false },
      { item: 2, text: 'picture 2', label: 'dog', contested: false },
    ]);
    // Nothing is paid while the window is open.
    expect(await town.json('rita', 'settle', task)).to.deep.equal({ tickets: 0, settled: 0, paid: '0' });
  });

  it('Rita contests, a validator is drawn, and nobody else can vote', async () => {
    const contest = ['review', 'contest', task, '--items', '0-1,3'];
    expect(await town.refusal('vic', ...contest)).to.equal('NotOnPanel');
    expect((await town.as('rita', ...contest, '--dry-run')).stdout).to.match(
      /^would contest 3 labels for at most 0.006 TAG/,
    );
    const contested = await town.json('rita', ...contest);
    expect(contested).to.include({ items: 3, seats: 1, cost: '6000' });
    review = contested['review'] as string;
    expect(await town.refusal('rita', ...contest)).to.equal('AlreadyContested');
    // Whoever pushes waits for the block that decides.
    const pushing = town.json<{ done: string[] }>('ann', 'review', 'conclude', review);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await town.chain.advance({ slots: DRAW.delay + 1 });
    expect((await pushing).done).to.deep.equal(['draw']);
    const shown = await town.json<Shown>('rita', 'review', 'show', review, ...arweave());
    expect(shown.items.map(({ item, text, label }) => [item, text, label])).to.deep.equal([
      [0, 'picture 0', 'cat'],
      [1, 'picture 1', 'cat'],
      [3, 'picture 3', 'cat'],
    ]);
    drawn = town.nameOf(shown.rounds[0]?.seats[0]?.wallet ?? '');
    others = VALIDATORS.filter((name) => name !== drawn);
    expect(await town.refusal(others[0] ?? '', 'review', 'vote', review, '--votes', 'cat,cat,cat')).to.equal(
      'NotDrawn',
    );
    const mine = await town.json<Listed>(drawn, 'review', 'list', '--mine');
    expect(mine.reviews).to.have.length(1);
    expect(mine.reviews[0]).to.include({ review, todo: 'commit' });
    expect((await town.json<Listed>(others[0] ?? '', 'review', 'list', '--mine')).reviews).to.deep.equal([]);
  });

  it('the drawn one votes: one of his three votes is wrong', async () => {
    const cast = (list?: string) => ['review', 'vote', review, ...(list ? ['--votes', list] : []), ...arweave()];
    expect(await town.refusal(drawn, ...cast())).to.equal('VotesMissing');
    expect(await town.refusal(drawn, ...cast('dog,dog'))).to.equal('BadVotes');
    expect(await town.refusal(drawn, ...cast('dog,dog,cow'))).to.equal('BadVotes');
    // Alone on his round, he hides and shows his ballot at once; the count follows.
    const { done, waitsFor } = await vote(drawn, '--votes', 'dog,dog,dog');
    expect([done, waitsFor?.for]).to.deep.equal([['committed', 'revealed'], 'appeal']);
    const shown = await town.as('rita', 'review', 'show', review, ...arweave());
    expect(shown.stdout).to.match(/^item 3 +picture 3 {2}label cat {2}round 0: dog$/m);
    expect(shown.stdout).to.match(/^next +may be appealed until /m);
  });

  it('Rita appeals: three others hide their votes, keep them in notes, and show them', async () => {
    expect(await town.json('rita', 'review', 'appeal', review)).to.include({ round: 1, cost: '18000' });
    await town.chain.advance({ slots: DRAW.delay + 1 });
    const [first, second, third] = others as [string, string, string];
    expect((await vote(first, '--votes', 'dog,dog,cat')).done).to.deep.equal(['committed']);
    expect((await vote(second, '--votes', 'dog,dog,cat')).done).to.deep.equal(['committed']);
    const notes = town.file(`notes/${first}.json`);
    expect(Object.values(JSON.parse(readFileSync(notes, 'utf8')) as object)).to.have.length(1);
    expect(statSync(notes).mode & 0o077, 'nobody else may read it').to.equal(0);
    expect((await vote(first)).done, 'others have to commit first').to.deep.equal([]);
    expect((await vote(third, '--votes', 'dog,dog,cat')).done).to.deep.equal(['committed', 'revealed']);
    expect((await vote(first)).done).to.deep.equal(['revealed']);
    expect(JSON.parse(readFileSync(notes, 'utf8'))).to.deep.equal({});
    // Without notes the same votes must be given again; others are refused before anything is sent.
    const elsewhere = ['review', 'vote', review, '--notes', town.file('notes/lost.json'), ...arweave()];
    expect(await town.refusal(second, ...elsewhere)).to.equal('VotesMissing');
    expect(await town.refusal(second, ...elsewhere, '--votes', 'cat,dog,cat')).to.equal('OtherVotes');
    const last = await town.json<{ done: string[]; waitsFor: null }>(second, ...elsewhere, '--votes', 'dog,dog,cat');
    expect(last).to.deep.include({ done: ['revealed'], waitsFor: null });
  });

  it('the last vote counted, concluded and paid: coherent votes earn, a reversed one costs', async () => {
    const shown = await town.json<Shown>('rita', 'review', 'show', review, ...arweave());
    expect(shown.rounds.map(({ phase }) => phase)).to.deep.equal(['done', 'done']);
    expect(shown.items.map(({ label, verdicts }) => [label, ...verdicts])).to.deep.equal([
      ['dog', 'dog', 'dog'],
      ['dog', 'dog', 'dog'],
      ['cat', 'dog', 'cat'],
    ]);
    expect((await town.json<{ done: string[] }>('ann', 'review', 'conclude', review)).done).to.deep.equal([]);
    for (const balance of await Promise.all(others.map((name) => town.json(name, 'balance'))))
      expect(balance).to.include({ balance: '6000', slashed: '0' });
    // One of three votes was reversed by all three others, and three don't forgive one: a sixteenth of a fifth of 5 TAG.
    expect(await town.json(drawn, 'validator', 'status')).to.include({
      earned: '4000',
      slashed: '62500',
      bond: '19937500',
      votes: '3',
      coherent: '2',
    });
    // Ann is right on eight of ten.
    await town.pass(3_600);
    expect(await town.json('rita', 'settle', task)).to.deep.equal({ tickets: 0, settled: 1, paid: '80000' });
  });

  it('an annotator contests out of her balance, and the lot decides about audits', async () => {
    const second = await open('--nonce', '2', '--audit', '1', '--audit-items', '4');
    const answers = town.file('answers.csv');
    await town.json('ann', 'work', second, answers, '--worker', 'ann', ...arweave());
    await town.json('rita', 'settle', second);
    expect(await town.json('ann', 'review', 'contest', second, '--items', '9')).to.include({ cost: '2000' });
    expect(await town.json('ann', 'balance')).to.include({ balance: '78000' });
    expect(await town.refusal('ann', 'review', 'audit', second)).to.equal('SeedNotReady');
    await town.chain.advance({ slots: DRAW.delay + 1 });
    const audit = (await town.json('ann', 'review', 'audit', second))['review'] as string;
    expect(audit).to.equal(pagePda(new PublicKey(second), 2).toBase58());
    const { items } = await town.json<Shown>('ann', 'review', 'show', audit, ...arweave());
    expect(items.map(({ item }) => item)).to.not.include(9);
    expect(items.length).to.be.within(3, 4);
    expect(await town.refusal('ann', 'review', 'audit', task)).to.equal('NotAudited');
  });

  it('a validator withdraws what he earned, leaves, and takes his stake out', async () => {
    const name = others[0] ?? '';
    expect(await town.json(name, 'withdraw')).to.include({ amount: '6000' });
    expect(await town.json(name, 'validator', 'leave')).to.include({ left: true, bondBack: false });
    expect(await town.json(name, 'validator', 'leave')).to.include({ waitsFor: 'epoch' });
    expect(await town.json(name, 'validator', 'status')).to.include({ state: 'leaving', nextWeight: 0 });
    await town.nextEpoch();
    expect(await town.json(name, 'validator', 'leave')).to.include({ bondBack: true, bond: '20000000' });
    expect(await town.refusal(name, 'validator', 'leave')).to.equal('NoSuchValidator');
    expect(await town.json(name, 'unstake')).to.include({ cooling: '20000000' });
    await town.pass(86_400);
    expect(await town.json(name, 'withdraw', '--stake')).to.include({ amount: '20000000' });
  });
});
