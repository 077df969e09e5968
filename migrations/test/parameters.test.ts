import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { TaggerClientError } from '@tagger/client';
import { parseParameters, readParameters } from '../src/index.ts';

const CLUSTERS = new URL('../clusters/', import.meta.url);
type Raw = {
  feePayerNeedsLamports: unknown;
  params: Record<string, unknown>;
  governance: Record<string, unknown>;
};
const raw = (): Raw => JSON.parse(readFileSync(new URL('mainnet.json', CLUSTERS), 'utf8')) as Raw;

function refusal(text: string): TaggerClientError {
  try {
    parseParameters(text, 'here.json');
  } catch (error) {
    expect(error).to.be.instanceOf(TaggerClientError);
    return error as TaggerClientError;
  }
  return expect.fail('nothing was refused');
}

describe('parameters', () => {
  it('of every cluster parse, and fees and stakes are what their files say', () => {
    const clusters = readdirSync(CLUSTERS).map((file) => file.replace('.json', ''));
    expect(clusters.sort()).to.deep.equal(['devnet', 'localnet', 'mainnet']);
    const read = clusters.map((name) => readParameters(name));
    expect(read.map(({ params }) => [params.minStake, params.feeBps, params.unbondingSecs])).to.deep.equal([
      [50_000_000n, 200, 604_800n],
      [10_000_000n, 200, 86_400n],
      [100_000_000n, 200, 1_209_600n],
    ]);
    expect(read.map(({ governance }) => [governance.deposit, governance.minQuorum])).to.deep.equal([
      [100_000_000n, 1_000_000_000n],
      [10_000_000n, 100_000_000n],
      [10_000_000_000n, 1_000_000_000_000n],
    ]);
    expect(read.map(({ feePayerNeedsLamports }) => feePayerNeedsLamports)).to.deep.equal(
      Array.from({ length: 3 }, () => 2_000_000_000n),
    );
  });

  for (const name of ['testnet', '../package', '', 'mainnet.json']) {
    it(`of a cluster named "${name}" are refused: UnknownCluster`, () => {
      expect(() => readParameters(name))
        .to.throw(TaggerClientError, `no parameters for "${name}": use devnet, localnet, mainnet`)
        .with.property('name', 'UnknownCluster');
    });
  }

  for (const [what, change, name, says] of [
    ['a fee above 5 %', { feeBps: 501 }, 'ParameterOutOfBounds', '"feeBps" is 501: write 0 to 500'],
    ['a negative fee', { feeBps: -1 }, 'ParameterOutOfBounds', '"feeBps" is -1: write 0 to 500'],
    ['a fee that is no number', { feeBps: '200' }, 'BadParameters', '"feeBps" is missing or wrong'],
    ['half a basis point', { feeBps: 0.5 }, 'BadParameters', '"feeBps" is missing or wrong'],
    ['a missing parameter', { feeBps: undefined }, 'BadParameters', '"feeBps" is missing or wrong'],
    ['a parameter nobody knows', { feeBp: 200 }, 'BadParameters', '"feeBp" is no parameter: take it out'],
    ['a parameter named like a method', { toString: 1 }, 'BadParameters', '"toString" is no parameter: take it out'],
    ['an amount without quotes', { minStake: 5 }, 'BadParameters', '"minStake" is missing or wrong'],
    [
      'an amount of 65 bits',
      { minStake: `${2n ** 64n}` },
      'ParameterOutOfBounds',
      '"minStake" is 18446744073709551616',
    ],
    [
      'silence that is cheaper than failing gold',
      { slashMissBps: 2_999 },
      'ParameterOutOfBounds',
      '"slashMissBps" is 2999: write "slashGoldBps" (3000) to 10000',
    ],
    [
      'silence that its own tip makes cheaper than failing gold',
      { slashMissBps: 3_333 },
      'ParameterOutOfBounds',
      '"slashMissBps" (3333) less the share "keeperTipBps" (1000) is below 3000',
    ],
  ] as const) {
    it(`with ${what} are refused: ${name}`, () => {
      const changed = raw();
      Object.assign(changed.params, change);
      const error = refusal(JSON.stringify(changed));
      expect(error.name).to.equal(name);
      expect(error.message).to.contain(`here.json: ${says}`);
    });
  }

  for (const [what, change, name, says] of [
    [
      'a time lock of a minute',
      { timelockSecs: 60 },
      'ParameterOutOfBounds',
      '"timelockSecs" is 60: write 3600 to 2592000',
    ],
    ['a quorum of everybody', { quorumBps: 10_000 }, 'ParameterOutOfBounds', '"quorumBps" is 10000: write 100 to 5000'],
    ['a rule nobody knows', { veto: 1 }, 'BadParameters', '"veto" is no parameter: take it out'],
    ['a deposit without quotes', { deposit: 5 }, 'BadParameters', '"deposit" is missing or wrong'],
  ] as const) {
    it(`with ${what} are refused: ${name}`, () => {
      const changed = raw();
      Object.assign(changed.governance, change);
      const error = refusal(JSON.stringify(changed));
      expect(error.name).to.equal(name);
      expect(error.message).to.contain(`here.json: ${says}`);
    });
  }

  it('that are no JSON object with all parts, or lack the lamports, are refused: BadParameters', () => {
    for (const text of ['', '{', '[]', 'null', '{"feePayerNeedsLamports":"1","params":{}}', '{"params":[]}']) {
      const error = refusal(text);
      expect(error.name).to.equal('BadParameters');
      expect(error.message).to.contain('write a JSON object with "feePayerNeedsLamports", "params" and "governance"');
    }
    const error = refusal(JSON.stringify({ ...raw(), feePayerNeedsLamports: 2_000_000_000 }));
    expect(error.message).to.contain('"feePayerNeedsLamports" is missing or wrong: write a whole number in quotes');
  });
});
