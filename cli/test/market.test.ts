import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect } from 'chai';
import { Keypair, PublicKey } from '@solana/web3.js';
import { closePage, fetchTask, pagePda, send } from '@tagger/client';
import { start, tagger, type Running } from './support/run.ts';
import { Town } from './support/town.ts';

const SECRET_DATA = 'cat,dog\n'.repeat(5_000);

/**
 * Pro sells his own data, Rita what Ann and Ben labelled. Bea buys a licence, opens the data, shows her licence round and passes it on to
 * Carl, who gets the key from Pro's service. All from a shell.
 */
describe('datasets, licences and keys from the shell', function () {
  this.timeout(300_000);
  let town: Town;
  let service: Running | undefined;
  let serviceUrl: string;
  let dataset: string;
  let licence: string;
  const arweave = (): string[] => ['--arweave', town.chain.arweaveUrl];
  const passphrase = (): string => town.file('passphrase');
  const store = (): string[] => [
    '--store',
    town.file('keys.age'),
    '--passphrase-file',
    passphrase(),
    '--work-factor',
    '10',
  ];

  before(async () => {
    town = await Town.build(['pro', 'fees', 'bea', 'carl', 'rita', 'ann', 'ben']);
    town.file('passphrase', 'correct horse battery\n');
  });
  after(async () => {
    await stopService();
    await town.close();
  });

  const stopService = async (): Promise<void> => {
    service?.terminate();
    await service?.finished;
    service = undefined;
  };
  /** A command that takes no wallet. */
  const alone = async (...args: string[]): Promise<Record<string, unknown>> => {
    const run = await tagger(...args, '--json');
    expect(run.code, run.stderr).to.equal(0);
    return JSON.parse(run.stdout) as Record<string, unknown>;
  };

  it('a store of secrets: made, added to, moved, locked anew; never in the clear', async () => {
    const made = await alone('keyserver', 'init', ...store());
    const other = Keypair.generate().publicKey.toBase58();
    await alone('keyserver', 'add', other, ...store(), '--note', 'to be');
    const file = town.file('one.age');
    const exported = ['--export-passphrase-file', passphrase()];
    await alone('keyserver', 'export', other, file, ...store(), ...exported);
    await alone('keyserver', 'remove', other, ...store());
    const { datasets } = await town.json<{ datasets: unknown[] }>('pro', 'keyserver', 'list', ...store());
    expect(datasets).to.deep.equal([]);
    await alone('keyserver', 'import', file, ...store(), ...exported);
    const again = await town.json<{ service: string; datasets: { dataset: string; state: string }[] }>(
      'pro',
      'keyserver',
      'list',
      ...store(),
    );
    expect(again.datasets.map(({ dataset: address, state }) => [address, state])).to.deep.equal([
      [other, 'not published'],
    ]);
    expect(again.service).to.equal(made['service']);
    const renewed = await alone(
      'keyserver',
      'rotate',
      ...store(),
      '--new-passphrase-file',
      town.file('new', 'another horse'),
    );
    expect(renewed['service']).not.to.equal(made['service']);
    expect(await town.refusal('pro', 'keyserver', 'list', ...store())).to.equal('WrongPassphrase');
    town.file('passphrase', 'another horse');
    const without = await tagger('keyserver', 'init', '--store', town.file('x.age'));
    expect([without.code, without.stderr.startsWith('NoPassphrase')]).to.deep.equal([1, true]);
    for (const name of ['keys.age', 'one.age'])
      expect(readFileSync(town.file(name)).includes('secret')).to.equal(false);
  });

  it('publish encrypts, uploads and publishes; offers are opened', async () => {
    const publish = [
      'dataset',
      'publish',
      ...['--name', 'Cats and dogs', '--use-class', 'commercial', '--bond', '5'],
      ...['--manifest', town.file('manifest.json', '{"contentUrl":"ar://${payload.id}","sha256":"${payload.sha256}"}')],
      ...['--licence', town.file('licence.txt', 'Use it well.'), '--payload', town.file('data.csv', SECRET_DATA)],
      ...store(),
      ...arweave(),
    ];
    expect((await town.as('pro', ...publish, '--dry-run')).stdout).to.match(/^would publish /);
    const made = await town.json<{ dataset: string; payload: string; manifest: string }>('pro', ...publish);
    ({ dataset } = made);
    expect(await town.refusal('pro', ...publish)).to.equal('DatasetExists');
    const manifest = await (await fetch(`${town.chain.arweaveUrl}/${made.manifest}`)).text();
    expect(manifest.startsWith(`{"contentUrl":"ar://${made.payload}","sha256":"`)).to.equal(true);
    const payload = Buffer.from(await (await fetch(`${town.chain.arweaveUrl}/${made.payload}`)).arrayBuffer());
    expect(payload.toString('latin1')).to.match(/^age-encryption\.org\/v1\n-> X25519 /);
    const offer = ['dataset', 'offer', dataset, '--uses', 'train,evaluate', '--price', '10', '--term-days', '365'];
    const opened = await town.json('pro', ...offer, '--transferable', '--royalty', '5', ...arweave());
    expect(opened).to.include({ offer: 0, price: '10000000' });
    const list = town.file(
      'buyers',
      ['bea', 'carl', 'rita'].map((name) => town.key(name).publicKey.toBase58()).join('\n'),
    );
    expect(await town.json('pro', ...offer, '--allow', list, '--supply', '1', ...arweave())).to.include({ offer: 1 });
    expect(await town.refusal('bea', ...offer)).to.equal('NotPublisher');
    const shown = await town.as('pro', 'dataset', 'show', dataset);
    expect(shown.stdout).to.match(
      /^offer 0 +10 TAG: train\+evaluate, 365 days, any number of people, the world, transferable, royalty 5 %$/m,
    );
    const { datasets } = await town.json<{ datasets: { dataset: string }[] }>('bea', 'dataset', 'list');
    expect(datasets.map((one) => one.dataset)).to.deep.equal([dataset]);
  });

  it('the key service delivers what Bea buys, and she opens the data', async () => {
    const port = await freePort();
    serviceUrl = `http://127.0.0.1:${port}`;
    await town.json('pro', 'keyserver', 'mandate', ...store());
    service = start([
      ...['keyserver', 'run', '--url', town.chain.rpcUrl, '--keypair', town.keyFile('fees'), ...store()],
      ...['--releases', town.file('releases.jsonl'), '--port', String(port), '--every', '1', '--no-subscribe'],
    ]);
    expect(await town.refusal('bea', 'licence', 'buy', dataset, '--most', '9.9')).to.equal('PriceTooHigh');
    const bought = await town.json('bea', 'licence', 'buy', dataset, '--wait', '60');
    expect(bought).to.include({ price: '10000000', state: 'active' });
    licence = bought['licence'] as string;
    expect(await town.refusal('bea', 'licence', 'buy', dataset)).to.equal('AccountExists');
    await town.json('bea', 'licence', 'open', licence, '--out', town.file('opened.csv'), ...arweave());
    expect(readFileSync(town.file('opened.csv'), 'utf8')).to.equal(SECRET_DATA);
    const { licences } = await town.json<{ licences: { licence: string; state: string }[] }>('bea', 'licence', 'list');
    expect(licences).to.have.length(1);
    expect(await town.json('bea', 'licence', 'show', licence)).to.include({ state: 'active', paid: '10000000' });
    // For named buyers: Bea is on the list, Ann is not.
    const allow = ['--offer', '1', '--nonce', '2', '--allow', town.file('buyers')];
    expect(await town.refusal('ann', 'licence', 'buy', dataset, ...allow)).to.equal('NotAllowed');
    expect(await town.json('bea', 'licence', 'buy', dataset, ...allow)).to.include({ price: '10000000' });
    expect(await town.refusal('carl', 'licence', 'buy', dataset, ...allow)).to.equal('SoldOut');
  });

  it('others check the licence: by the chain, and offline by a certificate', async () => {
    const verify = (...more: string[]) => town.as('rita', 'licence', 'verify', licence, '--json', ...more);
    const yes = await verify('--use', 'train', '--dataset', dataset);
    expect([yes.code, (JSON.parse(yes.stdout) as { valid: boolean }).valid]).to.deep.equal([0, true]);
    const no = await verify('--use', 'redistribute');
    expect([no.code, (JSON.parse(no.stdout) as { reason: string }).reason]).to.deep.equal([1, 'UseNotGranted']);
    expect((await verify('--use', 'train', '--at', '2099-01-01T00:00:00Z')).stdout).to.include('"reason":"Expired"');
    const file = town.file('certificate.json');
    const args = [
      'licence',
      'certificate',
      licence,
      '--audience',
      'lab.example',
      '--purpose',
      'run 7',
      '--use',
      'train',
      '--out',
      file,
    ];
    expect(await town.json('bea', ...args, '--service', serviceUrl)).to.include({ attested: true });
    const cluster = await town.connection.getGenesisHash();
    const check = ['licence', 'check', file, '--audience', 'lab.example', '--cluster', cluster];
    expect(await alone(...check, '--dataset', dataset)).to.deep.include({ licence, use: 'train', purpose: 'run 7' });
    expect((await tagger(...check, '--use', 'embed')).stderr).to.match(/^UseNotGranted: /);
    await town.json('bea', ...args);
    expect((await tagger(...check)).stderr).to.match(/^NotAttested: /);
    expect(await alone(...check, '--holder-only')).to.deep.include({ attested: null });
  });

  it('passed on for a royalty: Carl asks the service for the key, Bea can no more', async () => {
    const out = ['--out', town.file('carl.csv'), ...arweave()];
    const to = town.key('carl').publicKey.toBase58();
    expect(await town.json('bea', 'licence', 'transfer', licence, '--to', to, '--price', '8')).to.include({ to });
    expect(await town.refusal('carl', 'licence', 'open', licence, ...out)).to.equal('NoKey');
    // The service knows that Bea had the key a moment ago.
    expect(await town.refusal('carl', 'licence', 'open', licence, '--service', serviceUrl, ...out)).to.equal(
      'Cooldown',
    );
    expect(await town.refusal('bea', 'licence', 'transfer', licence, '--to', to)).to.equal('NotHolder');
    await stopService();
    const port = new URL(serviceUrl).port;
    service = start([
      ...[
        'keyserver',
        'run',
        '--url',
        town.chain.rpcUrl,
        '--keypair',
        town.keyFile('fees'),
        ...store(),
        '--cooldown',
        '0',
      ],
      ...['--releases', town.file('releases.jsonl'), '--port', port, '--every', '1', '--no-subscribe'],
    ]);
    await answering(serviceUrl);
    await town.json('carl', 'licence', 'open', licence, '--service', serviceUrl, ...out);
    expect(readFileSync(town.file('carl.csv'), 'utf8')).to.equal(SECRET_DATA);
    const renewed = await town.json('carl', 'licence', 'renew', licence);
    expect(renewed).to.include({ price: '10000000' });
    expect(await town.json('carl', 'licence', 'burn', licence)).to.include({ licence });
    expect(await town.refusal('carl', 'licence', 'show', licence)).to.equal('NoLicence');
  });

  it('a dataset of a task: proven record by record, audited, its revenue claimed', async () => {
    const items = town.file('items.txt', Array.from({ length: 10 }, (_, at) => `picture ${at}`).join('\n'));
    const open = [
      'task',
      'open',
      '--items',
      items,
      '--classes',
      'cat,dog',
      '--seats',
      '2',
      '--batch',
      '5',
      '--self-chosen',
    ];
    const opened = await town.json('rita', ...open, '--method', 'majority', '--hours', '168', ...arweave());
    const task = opened['task'] as string;
    for (const name of ['ann', 'ben']) {
      const label = (at: number): string => (at === 7 || (name === 'ben' && at === 3) ? 'dog' : 'cat');
      const rows = Array.from({ length: 10 }, (_, at) => `${name},picture ${at},${label(at)},cat`).join('\n');
      // Each commits; who comes last finds the reveals open.
      await town.json(name, 'work', task, town.file(`${name}.csv`, rows), '--worker', name, ...arweave());
    }
    await town.json('ann', 'work', task, town.file('ann.csv'), '--worker', 'ann', ...arweave());
    await town.json('ben', 'settle', task);
    await town.pass(169 * 3_600);
    const rita = town.key('rita');
    const address = new PublicKey(task);
    for (let index = 0; index < (await fetchTask(town.connection, address))!.pagesMade; index += 1)
      await send(
        town.connection,
        [
          closePage({
            caller: rita.publicKey,
            task: address,
            page: pagePda(address, index),
            rentPayer: rita.publicKey,
          }),
        ],
        [rita],
      );
    const made = await town.json<{ dataset: string }>(
      'rita',
      ...[
        'dataset',
        'publish',
        '--name',
        'Labels',
        '--use-class',
        'academic',
        '--task',
        task,
        '--payload',
        town.file('ann.csv'),
      ],
      ...['--manifest', town.file('manifest.json'), '--licence', town.file('licence.txt'), ...store(), ...arweave()],
    );
    const proof = town.file('proof.json');
    expect(await town.refusal('ben', 'prove', made.dataset, '--out', proof)).to.equal('WhichRecord');
    expect(await town.refusal('ben', 'prove', made.dataset, '--record', '2', '--out', proof)).to.equal('NoRecord');
    expect(await town.json('ben', 'prove', made.dataset, '--item', '3', '--out', proof)).to.include({
      record: 0,
      records: 2,
      seats: 2,
    });
    const verified = await alone('verify', proof, '--url', town.chain.rpcUrl);
    const seats = verified['seats'] as { wallet: string; answers: number[] }[];
    expect(seats.map(({ wallet, answers }) => [town.nameOf(wallet), answers])).to.have.deep.members([
      ['ann', [0, 0, 0, 0, 0]],
      ['ben', [0, 0, 0, 1, 0]],
    ]);
    const forged = JSON.parse(readFileSync(proof, 'utf8')) as { seats: unknown[] };
    writeFileSync(proof, JSON.stringify({ ...forged, seats: forged.seats.reverse() }));
    expect((await tagger('verify', proof, '--url', town.chain.rpcUrl)).stderr).to.match(/^NotInDataset: /);
    const trail = await town.json<{ panels: unknown[]; members: unknown[] }>('ben', 'dataset', 'audit', made.dataset);
    expect([trail.panels.length, trail.members.length]).to.deep.equal([2, 2]);
    expect((await town.as('ben', 'dataset', 'audit', made.dataset)).stdout).to.match(
      /^made of +2 panels by 2 members: 20 answers/,
    );
    await town.json('rita', 'dataset', 'offer', made.dataset, '--uses', 'train', '--price', '10', ...arweave());
    expect(await town.json('carl', 'licence', 'buy', made.dataset, '--wait', '60')).to.include({ state: 'active' });
    expect(await town.json('ann', 'share', 'show', made.dataset)).to.include({ taken: '0', due: '0' });
    expect(await town.refusal('ann', 'share', 'claim', made.dataset)).to.equal('NothingOwed');
    expect(await town.json('ben', 'dataset', 'take', made.dataset)).to.include({ amount: '9800000' });
    await town.json('ann', 'share', 'leave', made.dataset);
    await town.json('ben', 'share', 'leave', made.dataset);
    // The end: Pro's licence that nobody served in time is refunded; Rita's dataset ends.
    expect(await town.refusal('ben', 'dataset', 'withdraw', made.dataset)).to.equal('NotPublisher');
    await town.json('rita', 'dataset', 'withdraw', made.dataset);
    await town
      .json('ben', 'dataset', 'close-offer', made.dataset, '0')
      .catch(() => town.json('rita', 'dataset', 'close-offer', made.dataset, '0'));
    await town.json('ben', 'dataset', 'close', made.dataset);
    expect(await town.refusal('ben', 'dataset', 'show', made.dataset)).to.equal('NoDataset');
  });

  it('nobody delivers: the buyer is refunded', async () => {
    await stopService();
    const bought = await town.json('carl', 'licence', 'buy', dataset, '--nonce', '7');
    expect(bought).to.include({ state: 'pending' });
    const mint = bought['licence'] as string;
    expect(await town.refusal('ben', 'licence', 'refund', mint)).to.equal('WindowOpen');
    await town.pass(86_401);
    expect(await town.json('ben', 'licence', 'refund', mint)).to.include({ amount: '10000000' });
    expect(await town.refusal('ben', 'licence', 'show', mint)).to.equal('NoLicence');
  });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Waits until the service is there. */
async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const there = await fetch(`${url}/v1/health`).then(
      () => true,
      () => false,
    );
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
