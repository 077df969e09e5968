import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect } from 'chai';
import { DRAW } from '@tagger/client';
import { start, type Running } from './support/run.ts';
import { Town } from './support/town.ts';

const VALIDATORS = ['val', 'vera', 'vic', 'vlad'];
const LETTERS = ['please pay at once', 'hello from the sea', 'your bill, please pay', 'see you on Sunday'];
const isRequest = (letter: string): string => (letter.includes('pay') ? 'money' : 'other');

interface Shown {
  hidden: string | null;
  panels: { items: string[] | null }[];
}

interface Review {
  hidden: string | null;
  items: { text: string | null; label: string }[];
  rounds: { seats: { wallet: string }[] }[];
}

/** Rita has four letters sorted that nobody else may read. Ann does it; validators judge what Rita contests. */
describe('a private task from the shell', function () {
  this.timeout(300_000);
  let town: Town;
  let task: string;
  let kept: string;
  let review: string;
  let drawn: string;
  const services: Running[] = [];
  const { HOME: home, TAGGER_PASSPHRASE: passphrase } = process.env;

  before(async () => {
    town = await Town.build(['rita', 'ann', 'olga', ...VALIDATORS]);
    process.env['HOME'] = town.dir;
    process.env['TAGGER_PASSPHRASE'] = 'correct horse battery';
    for (const name of VALIDATORS) await town.json(name, 'validator', 'join', '--bond', '20');
    await town.nextEpoch();
  });
  after(async () => {
    for (const service of services) await stopped(service);
    for (const [name, value] of Object.entries({ HOME: home, TAGGER_PASSPHRASE: passphrase }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    await town.close();
  });

  const arweave = (): string[] => ['--arweave', town.chain.arweaveUrl];
  const signing = (name: string): string[] => ['--url', town.chain.rpcUrl, '--keypair', town.keyFile(name)];
  const show = (name: string) => town.json<Shown>(name, 'task', 'show', task, ...arweave());
  const letters = async (name: string): Promise<string[]> => {
    // A gateway on a busy machine may take longer than readers wait.
    for (let tries = 0; ; tries += 1) {
      const { hidden, panels } = await show(name);
      if (hidden !== 'GatewayTimeout' || tries === 3) {
        expect(hidden, `what keeps ${name} from reading`).to.equal(null);
        return panels.flatMap(({ items }) => items ?? []);
      }
    }
  };
  const showReview = (name: string) => town.json<Review>(name, 'review', 'show', review, ...arweave());
  const work = (...more: string[]): string[] => {
    const answers = LETTERS.map((letter) => `ann,"${letter}",${isRequest(letter)},${isRequest(letter)}`).join('\n');
    return ['work', task, town.file('answers.csv', answers), '--worker', 'ann', ...more, ...arweave()];
  };

  function serve(): Running {
    const service = start(['task', 'keys', task, '--serve', '--every', '1', ...arweave(), ...signing('rita')]);
    services.push(service);
    return service;
  }
  async function stopped(service: Running): Promise<string> {
    const at = services.indexOf(service);
    if (at >= 0) services.splice(at, 1);
    service.kill();
    const { stdout, stderr } = await service.finished;
    return stdout + stderr;
  }

  async function contested(panel: string): Promise<void> {
    review = (await town.json('rita', 'review', 'contest', task, '--panel', panel, '--items', '0'))['review'] as string;
    await town.chain.advance({ slots: DRAW.delay + 1 });
    await town.json('rita', 'review', 'conclude', review);
    drawn = town.nameOf((await showReview('rita')).rounds[0]!.seats[0]!.wallet);
  }

  it('Rita opens it: secrets in files of hers under a passphrase, made once, never overwritten', async () => {
    const items = (name: string, letters: string[]) => town.file(name, letters.join('\n'));
    const open = (file: string) => [
      ...['task', 'open', '--private', '--items', file, '--classes', 'other,money', '--seats', '1', '--batch', '2'],
      ...['--self-chosen', '--review-seats', '1', '--validators', '10', ...arweave()],
    ];
    const opening = open(items('letters.txt', LETTERS));
    delete process.env['TAGGER_PASSPHRASE'];
    expect(await town.refusal('rita', ...opening)).to.equal('PassphraseMissing');
    process.env['TAGGER_PASSPHRASE'] = 'correct horse battery';
    const planned = await town.json('rita', ...opening, '--dry-run');
    expect(existsSync(planned['secrets'] as string), 'a dry run keeps nothing').to.equal(false);
    const opened = await town.json('rita', ...opening);
    task = opened['task'] as string;
    kept = opened['secrets'] as string;
    // 4 x 0.01 TAG, 2 % of it, and a tenth for a key that may be late.
    expect(opened).to.include({ atMost: '44800', panels: 2 });
    const files = ['items.age', 'manifest.age', 'sealed.json'].map((name) => `${kept}/${name}`);
    for (const file of [kept, ...files]) expect(statSync(file).mode & 0o077, file).to.equal(0);
    const before = files.map((file) => readFileSync(file, 'utf8'));
    for (const text of before.slice(0, 2)) expect(text).to.match(/^age-encryption\.org/);
    expect(await town.json('rita', ...opening)).to.deep.equal(opened);
    expect(files.map((file) => readFileSync(file, 'utf8'))).to.deep.equal(before);
    const others = items('others.txt', [...LETTERS.slice(1), 'another letter']);
    expect(await town.refusal('rita', ...open(others))).to.equal('OtherItems');
    const said = await town.as('rita', ...opening);
    expect(said.stdout).to.contain(`its secrets lie in ${kept}, sealed with TAGGER_PASSPHRASE`);
  });

  it("an outsider's `task show` has the rules and no letter; Rita's has them in the secret order", async () => {
    const seen = await town.as('olga', 'task', 'show', task, ...arweave());
    expect(seen.stdout).to.contain('other, money').and.contain('encrypted (PrivateItems)');
    for (const letter of LETTERS) expect(seen.stdout + seen.stderr).to.not.contain(letter);
    expect(await letters('rita')).to.have.members(LETTERS);
    expect((await show('olga')).panels.map(({ items }) => items)).to.deep.equal([null, null]);
  });

  it('Ann sits down and waits; killed while she waits, she goes on when the service has delivered', async () => {
    expect(await town.refusal('ann', ...work('--wait', '0'))).to.equal('KeyNotDelivered');
    expect((await show('ann')).hidden).to.equal('KeyNotDelivered');
    const waiting = start([...work(), ...signing('ann')]);
    await new Promise<void>((resolve) =>
      waiting.watch((stderr) => stderr.includes('waiting up to 600 s') && resolve()),
    );
    waiting.kill();
    await waiting.finished;
    await stopped(serve());
    const again = serve();
    expect(await town.json('ann', ...work('--wait', '60'))).to.include({ claimed: 2, committed: 2, revealed: 2 });
    expect(await stopped(again)).to.contain(town.key('ann').publicKey.toBase58());
    expect(await letters('ann')).to.deep.equal(await letters('rita'));
  });

  it('a drawn validator reads the letter with the key the service posts; nobody else does', async () => {
    await town.json('olga', 'settle', task);
    await contested('0');
    expect(await showReview(drawn)).to.include({ hidden: 'NoKeys' });
    const service = serve();
    let shown: Review | undefined;
    for (let tries = 0; tries < 30 && shown?.items[0]?.text == null; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      shown = await showReview(drawn);
    }
    const [letter] = await letters('rita');
    expect(shown!.items).to.have.length(1);
    expect(shown!.items[0]).to.include({ text: letter, label: isRequest(letter!) });
    expect(await showReview('olga')).to.include({ hidden: 'NoKey' });
    const other = VALIDATORS.find((name) => name !== drawn)!;
    expect(await showReview(other)).to.include({ hidden: 'NoKeys' });
    // His vote opens a seat that waits for no key.
    const cast = [
      'review',
      'vote',
      review,
      '--votes',
      isRequest(letter!),
      '--notes',
      town.file('v.json'),
      ...arweave(),
    ];
    expect(await town.json(drawn, ...cast)).to.deep.include({ done: ['committed', 'revealed'], seat: 'opened' });
    await stopped(service);
    expect(await town.json('rita', 'task', 'keys', task, ...arweave())).to.deep.equal({
      ...{ delivered: [], failed: [], shared: [] },
    });
  });

  it('without the service Ann passes her key on; then she is paid', async () => {
    // Another panel: what was posted for the first one is not looked at here.
    await contested('1');
    expect(await showReview(drawn)).to.include({ hidden: 'NoKeys' });
    expect(await town.refusal('olga', 'payload', 'share', task, ...arweave())).to.equal('NothingToShare');
    const { shared } = await town.json<{ shared: { readers: string[] }[] }>(
      'ann',
      'payload',
      'share',
      task,
      ...arweave(),
    );
    expect(shared.map(({ readers }) => readers)).to.deep.equal([[town.key(drawn).publicKey.toBase58()]]);
    const letter = (await letters('rita'))[2]!;
    expect((await showReview(drawn)).items[0]).to.include({ text: letter });
    const cast = ['review', 'vote', review, '--votes', isRequest(letter), '--notes', town.file('w.json'), ...arweave()];
    await town.json(drawn, ...cast);
    await town.pass(3_600);
    for (const { review: address } of (await town.json<{ reviews: { review: string }[] }>('olga', 'review', 'list'))
      .reviews)
      await town.json('olga', 'review', 'conclude', address);
    await town.json('olga', 'settle', task);
    expect(await town.json('ann', 'balance')).to.include({ balance: '40000' });
  });
});
