import { expect } from 'chai';
import { fetchMember, settleCase } from '@tagger/client';
import { indexerReader } from '@tagger/client/indexer';
import { collectAll, TRUTH } from '../../tests/support/build.ts';
import {
  appealedByRequester,
  ballots,
  collectRound,
  commitBallots,
  conclude,
  contest,
  contestable,
  draw,
  expire,
  judge,
  revealBallots,
  settleJudged,
  vote,
  VOTE_FEE,
  windUp,
  type ReviewSetup,
} from '../../tests/support/reviews.ts';
import { act, createWorld, type Actor, type World } from '../../tests/support/world.ts';
import { createServer } from '../src/api/server.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex, differences, STRICT, type Index } from './support/index.ts';
import { settleDown } from './support/market.ts';
import { readInto } from './support/played.ts';
import { record } from './support/recorded.ts';
import { Scripted, slotBySlot } from './support/scripted.ts';

type Row = Record<string, unknown>;

/** What a validator said, what stood and what it paid, after the pages of his reviews are closed. */
describe('votes of a wallet', function () {
  this.timeout(300_000);
  let world: World;
  let index: Index;
  let clear: ReviewSetup;
  let late: ReviewSetup;
  let appealed: ReviewSetup;
  /** Who sat, by slot. */
  let seats: { clear: Actor[]; late: Actor[]; first: Actor[]; second: Actor[] };

  before(async () => {
    world = await createWorld();
    // Items 0 and 3 hold 0 and 1: validators find that 0 is wrong.
    const one = await contestable(world);
    clear = await contest(world, one.setup, [0, 3]);
    const sat = await judge(world, clear, [
      [1, 1],
      [1, 1],
      [0, 1],
    ]);
    await conclude(world, clear);
    await collectRound(world, clear);
    await settleJudged(world, one.setup);
    await collectAll(world, one.setup, one.work);
    await windUp(world, one.setup, [{ review: clear, payer: one.setup.requester }], one.crew);

    // The first never commits, so that a fourth is drawn; the third never shows what he committed.
    const two = await contestable(world);
    late = await contest(world, two.setup, [0]);
    const given = ballots(await draw(world, late), [[0], [0], [0]]);
    await commitBallots(world, late, given.slice(1));
    await expire(world, late);
    const drawn = await draw(world, late);
    const fourth = ballots(drawn.slice(3), [[1]], 3);
    await commitBallots(world, late, fourth);
    await revealBallots(world, late, [given[1]!, ...fourth]);
    await expire(world, late);
    await act(world, world.deployer, settleCase({ page: late.page, panel: 0n }));
    await conclude(world, late);
    await collectRound(world, late);

    // Three say 1, then seven say 0: the appeal reverses them.
    const three = await contestable(world);
    appealed = await contest(world, three.setup, [0]);
    const first = await judge(world, appealed, [[1], [1], [1]]);
    await appealedByRequester(world, appealed);
    const second = await draw(world, appealed, 1n);
    await vote(
      world,
      appealed,
      second,
      second.map(() => [0]),
      1n,
    );
    await conclude(world, appealed, 1n);
    await collectRound(world, appealed, 0n);
    await collectRound(world, appealed, 1n);
    seats = { clear: sat, late: drawn, first, second };
    await settleDown(world);
    index = await readInto(world);
  });
  after(async () => {
    await index?.source.close();
    await index?.db.close();
    await world?.chain.stop();
  });

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const app = await createServer({ db: index.db, perMinute: 0 });
    const answer = await app.inject({ url: path, headers });
    await app.close();
    return answer;
  };
  const path = ({ key }: Actor): string => `/wallets/${key.toBase58()}/votes`;
  const all = async (who: Actor): Promise<Row[]> =>
    (await ask(`${path(who)}?limit=200`)).json<{ items: Row[] }>().items;
  const everybody = (): Actor[] => [
    ...new Map(Object.values(seats).flatMap((sat) => sat.map((one) => [one.key.toBase58(), one]))).values(),
  ];
  const voteOf = async (who: Actor, { page }: ReviewSetup, round = '0'): Promise<Row | undefined> =>
    (await all(who)).find((row) => row['review'] === page.toBase58() && row['round'] === round);
  const came = async (who: Actor, review: ReviewSetup, round?: string): Promise<unknown[]> => {
    const row = await voteOf(who, review, round);
    return ['votes', 'verdict', 'coherent', 'reward', 'slashed'].map((name) => row?.[name]);
  };

  it('a review whose page and task are closed keeps votes, verdict, coherence and pay', async () => {
    const [ann, bob, carl] = seats.clear as [Actor, Actor, Actor];
    expect(TRUTH[0]).to.equal(0);
    for (const who of [ann, bob])
      expect(await came(who, clear)).to.deep.equal([[1, 1], [1, 1], 2, String(2n * VOTE_FEE), '0']);
    expect(await came(carl, clear)).to.deep.equal([[0, 1], [1, 1], 1, String(VOTE_FEE), '0']);
    const row = (await voteOf(ann, clear))!;
    expect([row['task'], row['subjectPage'], row['subject']]).to.deep.equal([
      clear.setup.task.toBase58(),
      clear.setup.page.toBase58(),
      '0',
    ]);
    expect([row['breach'], row['payload'], row['finalized']]).to.deep.equal([false, false, true]);
    const times = ['committedAt', 'revealedAt', 'concludedAt', 'collectedAt'].map((name) => BigInt(String(row[name])));
    expect(times.every((time, at) => time > 0n && (at === 0 || time >= times[at - 1]!))).to.equal(true);
  });

  it('who did not commit and who did not reveal has a row without votes, and what that cost', async () => {
    const [absent, , silent, fourth] = seats.late as [Actor, Actor, Actor, Actor];
    // One says 0 and one says 1: nothing is decided, and both are paid.
    expect(await came(absent, late)).to.deep.equal([null, [null], null, '0', '250000']);
    expect((await voteOf(absent, late))?.['committedAt']).to.equal(null);
    expect(await came(silent, late)).to.deep.equal([null, [null], null, '0', '2500000']);
    expect((await voteOf(silent, late))?.['committedAt']).to.be.a('string');
    expect(await came(fourth, late)).to.deep.equal([[1], [null], 1, String(VOTE_FEE), '0']);
  });

  it('a round that an appeal reversed is told with the verdict that stood', async () => {
    // One of sixteen votes, a fifth of the 5 TAG a seat binds.
    for (const who of seats.first) expect(await came(who, appealed, '0')).to.deep.equal([[1], [0], 0, '0', '62500']);
    expect(await came(seats.second[0]!, appealed, '1')).to.deep.equal([[0], [0], 1, String(VOTE_FEE), '0']);
  });

  it('what a validator was paid and lost is, vote by vote, what his account counts', async () => {
    let lost = 0n;
    for (const who of everybody()) {
      const member = (await fetchMember(world.connection, who.key))!;
      const rows = await all(who);
      const sum = (name: string): bigint => rows.reduce((total, row) => total + BigInt(String(row[name])), 0n);
      const coherent = rows.reduce((total, row) => total + Number(row['coherent']), 0);
      expect([sum('reward'), sum('slashed'), BigInt(coherent)]).to.deep.equal([
        member.earned,
        member.slashed,
        member.coherent,
      ]);
      lost += sum('slashed');
    }
    expect(lost).to.equal(250_000n + 2_500_000n + 3n * 62_500n);
  });

  it('pages follow one another, newest first, and an answer that is the same is not sent again', async () => {
    const who = everybody();
    let most = 0;
    for (const one of who) {
      const whole = await all(one);
      const parts: Row[] = [];
      for (let next: string | null = ''; next !== null;) {
        const part: { items: Row[]; next: string | null } = (
          await ask(`${path(one)}?limit=1${next === '' ? '' : `&cursor=${next}`}`)
        ).json();
        parts.push(...part.items);
        next = part.next;
      }
      expect(parts).to.deep.equal(whole);
      most = Math.max(most, whole.length);
    }
    // Seventeen seats and sixteen validators: somebody sat twice.
    expect(most).to.be.at.least(2);
    const first = await ask(path(who[0]!));
    const again = await ask(path(who[0]!), { 'if-none-match': String(first.headers['etag']) });
    expect([first.statusCode, again.statusCode, again.body]).to.deep.equal([200, 304, '']);
    expect((await ask(`${path(who[0]!)}?cursor=AAAA`)).json<{ error: string }>().error).to.equal('BadCursor');
    expect((await ask('/wallets/nobody/votes')).statusCode).to.equal(400);
  });

  it('annotators have none, and the client reads the same as it is told', async () => {
    const app = await createServer({ db: index.db, perMinute: 0 });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const [ann] = seats.clear as [Actor];
    const wallet = ann.key.toBase58();
    const { data } = await indexerReader({ url }).get('listVotesOfWallet', { path: { wallet } });
    await app.close();
    expect(data.items).to.deep.equal(await all(ann));
    expect(await all(clear.setup.requester)).to.deep.equal([]);
  });

  it('[attack 132] told slot by slot, and a part of it undone and told again, the rows are the same', async () => {
    const recorded = await record(world.chain.rpcUrl);
    const read = async (steps: ReturnType<typeof slotBySlot>): Promise<[Dump, Row[]]> => {
      const other = await anIndex(new Scripted(recorded, steps), undefined, STRICT);
      await other.indexer.catchUp(recorded.slot + 3, { final: true });
      expect(await differences(other)).to.deep.equal([]);
      const listed = await other.db.query('select * from vote_result order by page, panel, slot_number');
      const dumped = await dump(other.db);
      await other.db.close();
      return [dumped, listed];
    };
    const plain = slotBySlot(recorded);
    const half = recorded.batches.length >> 1;
    const [truth, rows] = await read(plain);
    // 3 and 4 seats, then 3 and 7.
    expect(rows.length).to.equal(17);
    const undone = { kind: 'undone' as const, slot: recorded.batches[half]!.slot };
    const [other] = await read([...plain, undone, ...plain.slice(half)]);
    same(other, truth);
    expect(truth['verdict']).to.have.length(3);
  });
});
