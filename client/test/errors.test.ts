import { expect } from 'chai';
import { explain, IDL, translate } from '@tagger/client';

const failed = (program: string): string[] => [
  `Program ${program} invoke [1]`,
  `Program ${program} failed: custom program error: 0x1770`,
];

describe('errors', () => {
  it('gives the program’s errors their name and sentence', () => {
    const error = explain({ InstructionError: [0, { Custom: 6000 }] }, failed(IDL.address));
    expect(error.name).to.equal('NotUpgradeAuthority');
    expect(error.message).to.contain('upgrade authority');
  });

  it('does not take another program’s code for ours', () => {
    const error = explain(
      { InstructionError: [1, { Custom: 6000 }] },
      failed('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA'),
    );
    expect(error.name).to.equal('Custom6000');
  });

  it('explains the runtime’s own refusals', () => {
    expect(explain({ InstructionError: [0, 'MissingRequiredSignature'] }).message).to.contain('sign with');
    expect(explain('BlockhashNotFound').name).to.equal('BlockhashNotFound');
    expect(explain({ InsufficientFundsForRent: { account_index: 0 } }).name).to.equal('InsufficientFundsForRent');
  });

  it('calls a dead node a lost connection', () => {
    expect(translate(new TypeError('fetch failed')).name).to.equal('ConnectionLost');
  });

  it('has a sentence for every error of the program', () => {
    for (const error of IDL.errors ?? []) expect(error.msg?.length ?? 0, error.name).to.be.greaterThan(20);
  });
});
