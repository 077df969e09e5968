import { expect } from 'chai';
import { fetchConfig, fetchGovernance, fetchMember } from '@tagger/client';
import { Town } from './support/town.ts';

interface Proposal {
  number: string;
  status: string;
  effects: { what: string; before: string; after: string }[];
  votes: string;
  quorum: string;
  for: string;
  against: string;
}

interface Status {
  own: { locked: string; weight: string; delegate: string | null; castsFor: string[] };
  proposals: Proposal[];
}

const TAG = 1_000_000n;
const DAY = 86_400;

/**
 * Gail wants a lower fee. She locks stake, waits for the day to end, proposes, votes with her own and with Dora's votes,
 * and executes the change when the time lock is over. Everything from a shell with a key file.
 */
describe('governance from the shell', function () {
  this.timeout(300_000);
  let town: Town;
  before(async () => {
    town = await Town.build(['gail', 'dora', 'stranger']);
  });
  after(() => town.close());
  const governance = <T = Record<string, unknown>>(name: string, ...args: string[]) =>
    town.json<T>(name, 'governance', ...args);
  const status = (name: string) => governance<Status>(name, 'status');
  const feeBps = async () => (await fetchConfig(town.connection))?.params.feeBps;

  it('locks stake as votes, which count from the next day on; Dora lets Gail cast hers', async () => {
    expect(await town.refusal('gail', 'governance', 'unlock')).to.equal('NoVotes');
    expect(await governance('gail', 'lock', '300')).to.include({ locked: '300000000', staked: '300000000' });
    expect(await governance('dora', 'lock', '200')).to.include({ locked: '200000000' });
    const gail = town.key('gail').publicKey.toBase58();
    expect(await governance('dora', 'delegate', gail)).to.deep.equal({ delegate: gail });
    expect((await status('gail')).own).to.deep.include({ locked: '300000000', weight: '0' });
    await town.pass(DAY);
    const { own } = await status('gail');
    expect(own).to.deep.include({ weight: '300000000', castsFor: [town.key('dora').publicKey.toBase58()] });
  });

  it('refuses what is no single, known change, and says what there is', async () => {
    const refusal = (...change: string[]) => town.refusal('gail', 'governance', 'propose', ...change);
    expect(await Promise.all([refusal(), refusal('--set', 'feeBps=1.5')])).to.deep.equal(['BadChange', 'BadChange']);
    // More than double at once is beyond what one proposal may change.
    expect(await town.refusal('gail', 'governance', 'propose', '--set', 'feeBps=450')).to.equal('ChangeTooLarge');
  });

  it('opens a vote and shows what it would do', async () => {
    const dry = await town.as('gail', 'governance', 'propose', '--set', 'feeBps=150', '--dry-run');
    expect([dry.code, dry.stdout]).to.deep.equal([0, 'would open proposal 0\n']);
    const opened = await governance<Proposal>('gail', 'propose', '--set', 'feeBps=150');
    expect(opened.effects).to.deep.equal([{ what: 'feeBps', before: '200', after: '150' }]);
    // A fifth of all votes, at least 100 TAG.
    expect(opened).to.include({ number: '0', status: 'voting', votes: '500000000', quorum: '100000000' });
  });

  it('votes, changes a vote, and votes for who trusts one', async () => {
    expect(await governance('gail', 'vote', '0', 'against')).to.include({ weight: '300000000', changed: false });
    expect(await governance('gail', 'vote', '0', 'for')).to.include({ weight: '300000000', changed: true });
    const dora = town.key('dora').publicKey.toBase58();
    expect(await governance('gail', 'vote', '0', 'for', '--for-wallet', dora)).to.include({ weight: '200000000' });
    expect(await town.refusal('stranger', 'governance', 'vote', '0', 'for', '--for-wallet', dora)).to.equal(
      'NotVoterOrDelegate',
    );
    expect(await town.refusal('gail', 'governance', 'cancel', '0')).to.equal('NotCanceller');
    expect((await status('gail')).proposals[0]).to.include({ for: '500000000', against: '0' });
  });

  it('is finalized by a stranger, waits for the time lock, and is executed', async () => {
    expect(await town.refusal('stranger', 'governance', 'finalize', '0')).to.equal('VotingOpen');
    await town.pass(2 * DAY);
    expect(await governance('stranger', 'finalize', '0')).to.deep.equal({ number: '0', status: 'succeeded' });
    expect(await town.refusal('stranger', 'governance', 'execute', '0')).to.equal('TimelockRunning');
    await town.pass(DAY);
    expect(await feeBps()).to.equal(200);
    expect(await governance('stranger', 'execute', '0')).to.deep.equal({ number: '0', status: 'executed' });
    expect(await feeBps()).to.equal(150);
  });

  it('closes ballots and proposal, turns votes into stake: everything is back', async () => {
    const text = await town.as('gail', 'governance', 'status');
    expect(text.stdout).to.match(/^proposal 0 {2}executed, by /m);
    expect(await governance('stranger', 'close', '0')).to.deep.equal({ number: '0', status: 'closed' });
    expect(await town.refusal('stranger', 'governance', 'close', '0')).to.equal('ProposalOpen');
    expect(await governance('gail', 'unlock')).to.deep.equal({ unlocked: '300000000', closed: true });
    expect(await governance('dora', 'unlock', '--amount', '50')).to.deep.equal({ unlocked: '50000000', closed: false });
    expect((await fetchGovernance(town.connection))?.locked).to.equal(150n * TAG);
    // 300 of votes and the 10 of the deposit.
    expect(await fetchMember(town.connection, town.key('gail').publicKey)).to.include({
      stakeActive: 310n * TAG,
      stakeLocked: 0n,
    });
  });
});
