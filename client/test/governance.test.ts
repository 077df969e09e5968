import { expect } from 'chai';
import {
  dayOf,
  decodeAccount,
  domainAppendChange,
  domainName,
  domainRetireChange,
  domainsOf,
  effectsOf,
  governanceChange,
  paramsChange,
  PAUSE,
  pauseChange,
  quorumOf,
  weightAt,
  type ConfigAccount,
  type DomainsAccount,
  type GovernanceAccount,
  type ProposalAccount,
  type VoterAccount,
} from '@tagger/client';
import { CODER } from '../src/program.ts';
import { toAnchor } from '../src/plain.ts';

const domains = {
  count: 2,
  retired: 0b10,
  names: [domainName('image'), domainName('sixteen-letters1'), domainName('')],
} as unknown as DomainsAccount;
const { params } = paramsChange({
  ...domainAppendChange('x').params,
  minStake: 10n,
  feeBps: 200,
});
const rules = { ...governanceChange(domainAppendChange('x').governance).governance, quorumBps: 2_000 };
const present = {
  config: { params } as ConfigAccount,
  governance: { params: rules } as GovernanceAccount,
  domains,
};

describe('governance in words and numbers', () => {
  it('domains have names of up to 16 bytes, full ones included', () => {
    expect(domainsOf(domains)).to.deep.equal([
      { place: 0, name: 'image', retired: false },
      { place: 1, name: 'sixteen-letters1', retired: true },
    ]);
    expect(() => domainName('seventeen-letters')).to.throw(RangeError, 'at most 16');
    expect(() => domainName('ääääääääü')).to.throw(RangeError, '18 bytes');
  });

  it('[attack 110] says what a change does, from the account and not from words', () => {
    expect(effectsOf(paramsChange({ ...params, feeBps: 300, minStake: 20n }), present)).to.deep.equal([
      { what: 'minStake', before: '10', after: '20' },
      { what: 'feeBps', before: '200', after: '300' },
    ]);
    expect(effectsOf(governanceChange({ ...rules, quorumBps: 1_000 }), present)).to.deep.equal([
      { what: 'quorumBps', before: '2000', after: '1000' },
    ]);
    expect(effectsOf(domainAppendChange('law'), present)).to.deep.equal([
      { what: 'domain 2', before: '', after: 'law' },
    ]);
    expect(effectsOf(domainRetireChange(0), present)).to.deep.equal([
      { what: 'domain 0', before: 'image', after: 'image (retired)' },
    ]);
    expect(effectsOf(pauseChange(PAUSE.stake | PAUSE.claims, 60), present).map(({ what }) => what)).to.deep.equal([
      'stake',
      'claims',
    ]);
    expect(() => effectsOf({ ...domainRetireChange(0), kind: 9 }, present)).to.throw(RangeError, 'update the client');
  });

  it('reads weights as the program does: at the snapshot and still locked', () => {
    const voter = {
      locked: 70n,
      checkpoints: [
        { epoch: 30, amount: 90n },
        { epoch: 20, amount: 50n },
        { epoch: 0, amount: 0n },
      ],
    } as unknown as VoterAccount;
    expect([10, 19, 20, 29, 30, 99].map((day) => weightAt(voter, day))).to.deep.equal([0n, 0n, 50n, 50n, 70n, 70n]);
    const worn = { ...voter, checkpoints: voter.checkpoints.slice(0, 2) };
    expect(weightAt(worn, 19)).to.equal(null);
    expect([dayOf(86_399n), dayOf(86_400n)]).to.deep.equal([0, 1]);
  });

  it('a quorum is a share rounded up, and never below its floor', () => {
    const proposal = (votes: bigint, minQuorum: bigint) =>
      ({ votes, rules: { ...rules, minQuorum } }) as unknown as ProposalAccount;
    expect(quorumOf(proposal(1_001n, 1n))).to.equal(201n);
    expect(quorumOf(proposal(1_001n, 300n))).to.equal(300n);
  });

  it('refuses an account of another kind: WrongAccount', async () => {
    const data = Buffer.alloc(600);
    const info = { data, owner: (await import('@tagger/client')).PROGRAM_ID, lamports: 1, executable: false };
    expect(() => decodeAccount('voter', info)).to.throw('this is no voter account');
  });

  it('writes a change into an instruction and reads the same back', () => {
    const change = paramsChange({ ...params, feeBps: 250 });
    const bytes = CODER.instruction.encode('createProposal', toAnchor({ args: { number: 7n, change } }));
    // One byte of discriminator, the number, the change.
    expect(bytes.length).to.equal(1 + 8 + 168);
    expect(bytes.readBigUInt64LE(1)).to.equal(7n);
  });
});
