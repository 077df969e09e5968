import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import fc from 'fast-check';
import { bytesSource, reader } from '@tagger/client/storage';
import {
  datasetIdentity,
  decryptStream,
  encryptStream,
  exportIdentity,
  generateIdentity,
  Identity,
  identityFromAge,
  importIdentity,
} from '@tagger/client/keys';
import { sends, serve, stopAll } from '../storage/support/hostile.ts';
import { refusal } from '../storage/support/refusal.ts';

const ME = new Identity(new Uint8Array(32).fill(1));
const OTHER = new Identity(new Uint8Array(32).fill(2));
const KIB = 1024;
/** A cheap scrypt; the default takes about a second. */
const CHEAP = 10;

const stream = (data: Uint8Array): ReadableStream<Uint8Array> => bytesSource(data).open();
const encrypt = async (data: Uint8Array, ...to: Identity[]): Promise<Buffer> =>
  buffer(
    await encryptStream(
      stream(data),
      to.map(({ recipient }) => recipient),
    ),
  );
const decrypt = async (data: Uint8Array, identity: Identity): Promise<Buffer> =>
  buffer(await decryptStream(stream(data), identity));

describe('encrypted files', () => {
  it('come back as they were for each recipient, whatever their size', async () => {
    const sizes = fc.oneof(fc.constantFrom(0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 128 * KIB), fc.nat(300 * KIB));
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const data = randomBytes(size);
        const file = await encrypt(data, ME, OTHER);
        for (const who of [ME, OTHER]) expect(Buffer.compare(await decrypt(file, who), data)).to.equal(0);
      }),
      { numRuns: 20 },
    );
  });

  it('grow by a header of 184 bytes and 16 for each 64 KiB', async () => {
    expect((await encrypt(new Uint8Array(0), ME)).length).to.equal(200);
    expect((await encrypt(new Uint8Array(128 * KIB), ME)).length).to.equal(184 + 128 * KIB + 32);
  });

  it('open for nobody else: WrongKey, also for what is no age file', async () => {
    expect((await refusal(decrypt(await encrypt(randomBytes(10), OTHER), ME))).name).to.equal('WrongKey');
    for (const file of [new Uint8Array(0), randomBytes(500), Buffer.from('<h1>Not found</h1>')])
      expect((await refusal(decrypt(file, ME))).name).to.equal('WrongKey');
    expect((await refusal(encryptStream(stream(ME.secret), ['age1nonsense']))).name).to.equal('InvalidRecipient');
    expect((await refusal(encryptStream(stream(ME.secret), []))).name).to.equal('InvalidRecipient');
  });

  it('[attack 169] any changed byte, a missing end, a swapped or a further chunk is found', async () => {
    const file = await encrypt(randomBytes(200 * KIB), ME);
    const body = file.length - (200 * KIB + 4 * 16);
    const chunk = (at: number): Buffer => file.subarray(body + at * (64 * KIB + 16), body + (at + 1) * (64 * KIB + 16));
    const swapped = Buffer.concat([file.subarray(0, body), chunk(1), chunk(0), chunk(2), chunk(3)]);
    const cut = [
      file.subarray(0, file.length - 1),
      file.subarray(0, body + 2 * (64 * KIB + 16)),
      file.subarray(0, body),
    ];
    for (const bad of [swapped, ...cut, Buffer.concat([file, chunk(3)])])
      expect((await refusal(decrypt(bad, ME))).name).to.equal('PayloadDamaged');
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), async (at) => {
        const bad = Buffer.from(file);
        bad[at] = (bad[at] ?? 0) ^ 1;
        expect((await refusal(decrypt(bad, ME))).name).to.be.oneOf(['WrongKey', 'PayloadDamaged']);
      }),
      { numRuns: 60 },
    );
  });

  it('keep the name of what failed below them, such as a gateway', async () => {
    const file = await encrypt(randomBytes(1_000), ME);
    const gateway = await serve(sends(file));
    const asked = { sha256: new Uint8Array(32), maxBytes: 10_000 };
    const payload = await reader({ gateways: [gateway] }).stream('x'.repeat(43), asked);
    const error = await refusal(decryptStream(payload, ME).then(buffer));
    expect(error.name).to.equal('PayloadTampered');
    await stopAll();
  });
});

describe('identity files', () => {
  it('bring an identity back with the passphrase, and not without it', async () => {
    const identity = generateIdentity();
    const file = await exportIdentity(identity, 'correct horse', CHEAP);
    expect((await importIdentity(file, 'correct horse')).toAge()).to.equal(identity.toAge());
    expect((await refusal(importIdentity(file, 'wrong horse'))).name).to.equal('WrongPassphrase');
    expect((await refusal(exportIdentity(identity, '7 chars'))).name).to.equal('WeakPassphrase');
    expect(Buffer.from(file).includes(identity.toAge())).to.equal(false);
  });

  it('[attack 171] refuse what is no identity without repeating it', async () => {
    const typo = `${ME.toAge().slice(0, -1)}Q`;
    for (const text of ['', typo, ME.recipient, 'AGE-SECRET-KEY-PQ-1QQQQ', ME.toAge().slice(0, 40)]) {
      let error: Error | undefined;
      try {
        identityFromAge(text);
      } catch (thrown) {
        error = thrown as Error;
      }
      expect(error?.name, text).to.equal('InvalidIdentity');
      expect(`${error?.stack} ${String(error?.cause)}`).not.to.include('AGE-SECRET-KEY-1Q');
    }
    expect(() => new Identity(new Uint8Array(31))).to.throw('32 secret bytes');
  });

  it('two fresh ones are never alike, and say who they are, not what they hide', () => {
    const [one, two] = [generateIdentity(), generateIdentity()];
    expect(one.recipient)
      .to.match(/^age1[a-z0-9]{58}$/)
      .and.not.equal(two.recipient);
    expect(JSON.stringify({ one })).to.equal(`{"one":"${one.recipient}"}`);
  });
});

const age = spawnSync('age', ['--version'], { encoding: 'utf8' }).status === 0;

describe('the age command line', () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  before(function () {
    // CI installs it (.ci/run); a machine of one's own may go without.
    if (!age && process.env['CI'] === undefined) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'tagger-age-'));
  });
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it('opens what we encrypt, with an identity as we write it', async () => {
    const data = randomBytes(150 * KIB);
    writeFileSync(path('data.age'), await encrypt(data, OTHER, ME));
    writeFileSync(path('me.txt'), `${ME.toAge()}\n`);
    const opened = execFileSync('age', ['-d', '-i', path('me.txt'), path('data.age')], { maxBuffer: 1024 * KIB });
    expect(Buffer.compare(opened, data)).to.equal(0);
  });

  it('encrypts what we open, for our recipient', async () => {
    const data = randomBytes(150 * KIB);
    const file = execFileSync('age', ['-r', ME.recipient], { input: data, maxBuffer: 1024 * KIB });
    expect(Buffer.compare(await decrypt(file, ME), data)).to.equal(0);
  });

  it('makes identities we take, and finds the same public key', () => {
    const made = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const secret = made.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
    expect(made).to.include(identityFromAge(secret).recipient);
    expect(identityFromAge(secret).toAge()).to.equal(secret);
  });

  it('opens a payload with the identity that a licence delivers', async () => {
    const dataset = datasetIdentity(new Uint8Array(32).fill(7));
    writeFileSync(path('dataset.txt'), `${dataset.toAge()}\n`);
    writeFileSync(path('payload.age'), await encrypt(Buffer.from('label,cat\n'), dataset));
    const opened = execFileSync('age', ['-d', '-i', path('dataset.txt'), path('payload.age')], { encoding: 'utf8' });
    expect(opened).to.equal('label,cat\n');
  });

  it('opens our identity file with its passphrase, and takes it as an identity', async () => {
    writeFileSync(path('me.age'), await exportIdentity(ME, 'correct horse', CHEAP));
    writeFileSync(path('secret.age'), await encrypt(Buffer.from('for me'), ME));
    // age asks at a terminal; script gives it one.
    const command = `age -d -i ${path('me.age')} -o ${path('plain')} ${path('secret.age')}`;
    const told = spawnSync('script', ['-qec', command, '/dev/null'], { input: 'correct horse\n', encoding: 'utf8' });
    expect(told.status, told.stdout).to.equal(0);
    expect(readFileSync(path('plain'), 'utf8')).to.equal('for me');
  });
});
