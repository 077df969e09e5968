import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { domainName, PAUSE, PROPOSAL_KIND, type Params } from '@tagger/client';
import { readParameters } from '@tagger/migrations';
import { changeOf, type Present, type ProposeFlags } from '../src/governance/changes.ts';

const { params, governance } = readParameters('localnet');
const present = {
  config: { params },
  governance: { params: governance },
  domains: { names: ['image', 'text', 'audio'].map(domainName), count: 3, retired: 0b010 },
} as unknown as Present;
const change = (flags: Partial<ProposeFlags>) => changeOf({ set: [], hours: 24n, ...flags }, present);

describe('changes as the command line names them', () => {
  it('sets parameters among all the others, in their own types', () => {
    const asked = change({ set: ['feeBps=150', 'minStake=20000000'] });
    expect(asked.kind).to.equal(PROPOSAL_KIND.params);
    expect(asked.params).to.deep.equal({ ...params, feeBps: 150, minStake: 20_000_000n } satisfies Params);
  });

  it('sets rules of voting', () => {
    const asked = change({ set: ['votingSecs=86400', 'deposit=5000000'] });
    expect(asked.kind).to.equal(PROPOSAL_KIND.governance);
    expect(asked.governance).to.deep.equal({ ...governance, votingSecs: 86_400, deposit: 5_000_000n });
  });

  it('knows every parameter of the files of the clusters', () => {
    const file = new URL('../../migrations/clusters/localnet.json', import.meta.url);
    const all = JSON.parse(readFileSync(file, 'utf8')) as Record<
      'params' | 'governance',
      Record<string, string | number>
    >;
    for (const values of [all.params, all.governance]) {
      const set = Object.entries(values).map(([name, value]) => `${name}=${value}`);
      expect(() => change({ set })).to.not.throw();
    }
  });

  it('appends and retires domains by name, and pauses entries', () => {
    expect(change({ appendDomain: 'law' })).to.deep.include({
      kind: PROPOSAL_KIND.domainAppend,
      name: domainName('law'),
    });
    expect(change({ retireDomain: 'audio' })).to.include({ kind: PROPOSAL_KIND.domainRetire, domain: 2 });
    expect(change({ pause: 'stake,claims', hours: 2n })).to.include({
      kind: PROPOSAL_KIND.pause,
      pauseEntries: PAUSE.stake | PAUSE.claims,
      pauseSecs: 7_200,
    });
  });

  for (const [what, flags, says] of [
    ['nothing', {}, 'asks for one thing'],
    ['two things', { set: ['feeBps=150'], appendDomain: 'law' }, 'asks for one thing'],
    ['a parameter and a rule of voting', { set: ['feeBps=150', 'votingSecs=86400'] }, 'are two proposals'],
    ['a name that is none', { set: ['fee=150'] }, 'there are minStake, '],
    ['what is kept for later', { set: ['reserved=1'] }, 'there are minStake, '],
    ['half a number', { set: ['feeBps=1.5'] }, 'whole number'],
    ['a retired domain', { retireDomain: 'text' }, 'there is no domain "text"'],
    ['a pause of nothing that is', { pause: 'lunch' }, 'stake, tasks, claims can'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => change(flags as Partial<ProposeFlags>))
        .to.throw(says)
        .with.property('name', 'BadChange');
    });
  }
});
