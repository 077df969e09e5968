import { Keypair, PublicKey } from '@solana/web3.js';
import { CAMEL_IDL, parseEvents, PROGRAM_ID, readLogs, readWholeLogs } from '@tagger/client';
import { expect } from 'chai';

const OURS = PROGRAM_ID.toBase58();
const TOKENS = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb';
const keys = [1, 2, 3, 4].map((byte) => new PublicKey(new Uint8Array(32).fill(byte)));

/** `LicenseMoved`: its eight bytes, then mint, dataset, from, to. */
const moved = (): string => {
  const found = CAMEL_IDL.events?.find((event) => event.name === 'licenseMoved');
  const data = Buffer.concat([Buffer.from(found?.discriminator ?? []), ...keys.map((key) => key.toBytes())]);
  return `Program data: ${data.toString('base64')}`;
};
const names = (logs: string[]): string[] => parseEvents(logs).map((event) => event.name);

describe('events', () => {
  it('are read where the program was called first', () => {
    const logs = [`Program ${OURS} invoke [1]`, moved(), `Program ${OURS} success`];
    const [event] = parseEvents(logs);
    expect(event?.name).to.equal('licenseMoved');
    const { mint, dataset, from, to } = (event as Extract<typeof event, { name: 'licenseMoved' }>).data;
    expect([mint, dataset, from, to].map(String)).to.deep.equal(keys.map(String));
  });

  it('are read where another program called it', () => {
    const inner = [`Program ${OURS} invoke [2]`, moved(), `Program ${OURS} success`];
    expect(names([`Program ${TOKENS} invoke [1]`, ...inner, `Program ${TOKENS} success`])).to.deep.equal([
      'licenseMoved',
    ]);
  });

  it('of other programs are not ours, whatever they write [attack 131]', () => {
    const stranger = Keypair.generate().publicKey.toBase58();
    const around = (...lines: string[]): string[] => [
      `Program ${stranger} invoke [1]`,
      ...lines,
      `Program ${stranger} success`,
    ];
    expect(names(around(moved()))).to.deep.equal([]);
    expect(names(around(`Program log: Program ${OURS} invoke [2]`, moved()))).to.deep.equal([]);
    expect(names(around(`Program log: x\nProgram ${OURS} invoke [2]`, moved()))).to.deep.equal([]);
    // After ours returned, and when ours called it.
    expect(names(around(`Program ${OURS} invoke [2]`, `Program ${OURS} success`, moved()))).to.deep.equal([]);
    expect(
      names([
        `Program ${OURS} invoke [1]`,
        `Program ${stranger} invoke [2]`,
        moved(),
        `Program ${stranger} failed: custom program error: 0x1`,
        `Program ${OURS} success`,
      ]),
    ).to.deep.equal([]);
  });

  it('[attack 131] behind a log that was cut off are none: a line of invocation that did not fit is missing there', () => {
    const stranger = Keypair.generate().publicKey.toBase58();
    const before = [`Program ${OURS} invoke [1]`, moved(), `Program ${OURS} success`];
    // Our second call began; the line that the stranger was called below it was too long to be kept, his data was not.
    const forged = [...before, `Program ${OURS} invoke [1]`, 'Log truncated', moved(), `Program ${stranger} success`];
    expect(names(forged)).to.deep.equal(['licenseMoved']);
    // What looks like a whole call of ours can be made of lines of others as well.
    expect(names(['Log truncated', ...before])).to.deep.equal([]);
  });

  it('that nobody knows are left out', () => {
    expect(
      names([`Program ${OURS} invoke [1]`, 'Program data: AAECAwQFBgc=', 'Program data: !', `Program ${OURS} success`]),
    ).to.deep.equal([]);
  });
});

describe('whole logs', () => {
  it('[attack 137] nothing behind a cut is believed, since lines that were too long are missing there', () => {
    const [ours, stranger] = [PROGRAM_ID.toBase58(), 'Stake11111111111111111111111111111111111111'];
    const logs = [
      `Program ${stranger} invoke [1]`,
      `Program ${ours} invoke [2]`,
      'Program data: AAAA',
      `Program ${ours} success`,
      `Program ${stranger} success`,
      `Program ${ours} invoke [1]`,
      'Log truncated',
      'Program data: BBBB',
    ];
    const data = [{ call: 0, text: 'AAAA' }];
    expect(readWholeLogs(logs)).to.deep.equal({ calls: 2, data, cut: 6 });
    expect(readLogs(logs).data).to.deep.equal([...data, { call: 1, text: 'BBBB' }]);
    expect(readWholeLogs(logs.slice(0, 5))).to.deep.equal({ calls: 1, data, cut: undefined });
  });
});
