import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { amount, readSettings } from '@tagger/bots';

const OWN = { perTask: amount.default(7n), deep: z.strictObject({ yes: z.boolean().default(false) }).prefault({}) };

describe('settings of a bot', () => {
  let dir: string;
  let file: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'tagger-settings-'));
    file = join(dir, 'config.json');
  });
  after(() => rmSync(dir, { recursive: true }));

  const written = (settings: unknown): string => {
    writeFileSync(file, JSON.stringify(settings));
    return file;
  };
  const least = { endpoints: ['http://127.0.0.1:8899'], state: '/tmp/state.json' };

  it('come from the file, over it from the environment, over both from the command line', () => {
    const read = readSettings(OWN, {
      file: written({ ...least, perTask: '18446744073709551615', keypair: 'a', intervalSecs: 9 }),
      environment: {
        TAGGER_BOT_CAPS__LAMPORTS_A_DAY: '5000',
        TAGGER_BOT_DEEP__YES: 'true',
        TAGGER_BOT_KEYPAIR: 'b',
        HOME: '/root',
      },
      given: { keypair: 'c', config: undefined },
    });
    expect(read.perTask).to.equal(18_446_744_073_709_551_615n);
    expect(read.caps).to.deep.equal({ lamportsADay: 5_000n, lamportsInAll: 1_000_000_000n, tagADay: 0n, tagInAll: 0n });
    expect(read).to.deep.include({ deep: { yes: true }, keypair: 'c', intervalSecs: 9 });
    expect(read.endpoints).to.deep.equal([{ http: 'http://127.0.0.1:8899', ws: undefined }]);
  });

  it('are refused by name when nobody knows them, wherever they stand', () => {
    const refusal = (settings: unknown, environment = {}): string => {
      try {
        readSettings(OWN, { file: written(settings), environment });
      } catch (error) {
        expect((error as Error).name).to.equal('BadSettings');
        return (error as Error).message;
      }
      throw new Error('the settings were taken');
    };
    expect(refusal({ ...least, lamportsADay: 5 })).to.equal('there is no setting lamportsADay');
    expect(refusal({ ...least, caps: { lamportsAday: 5 } })).to.equal('there is no setting caps.lamportsAday');
    expect(refusal(least, { TAGGER_BOT_CAPS__LAMPORT: '1' })).to.equal('there is no setting caps.lamport');
    expect(refusal({ ...least, perTask: -1 })).to.contain('perTask');
    expect(refusal({ ...least, perTask: 2 ** 53 + 2 })).to.contain('perTask');
    expect(refusal({ state: 'x' })).to.contain('endpoints');
    writeFileSync(file, '{');
    expect(() => readSettings(OWN, { file })).to.throw("can't be read as JSON");
  });
});
