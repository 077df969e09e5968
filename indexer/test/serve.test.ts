import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { wholeLife } from '../../tests/support/life.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { settleDown } from './support/market.ts';
import { run, start, type Running } from './support/program.ts';
import { cleanUp } from './support/folders.ts';

/** The program with its interface: one task from opening to end, told to a receiver while the program is killed. */
describe('the indexer program while it serves', function () {
  this.timeout(300_000);
  const dir = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-serve-')));
  const ids: number[] = [];
  let world: World;
  let receiver: Server;
  let host: string;
  let clock: NodeJS.Timeout | undefined;
  before(async () => {
    world = await createWorld();
    await wholeLife(world);
    await settleDown(world);
    receiver = createServer((request, response) => {
      ids.push(Number(request.headers['webhook-id']));
      request.resume().on('end', () => response.end());
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    clock = setInterval(() => void world.chain.advance({ slots: 1 }), 100);
  });
  after(async () => {
    clearInterval(clock);
    receiver.close();
    await world.chain.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const settings = (): Record<string, string> => ({
    TAGGER_INDEXER_DATABASE: dir,
    TAGGER_INDEXER_RPC: world.chain.rpcUrl,
    TAGGER_INDEXER_POLL_MS: '20',
    TAGGER_INDEXER_PORT: '0',
    TAGGER_INDEXER_ALLOW_PRIVATE: host,
  });
  const serving = (running: Running): Promise<string> =>
    new Promise((resolve, reject) => {
      running.watch((stderr) => {
        const address = /"address":"([^"]+)"/.exec(stderr)?.[1];
        if (address !== undefined) resolve(address);
      });
      void running.finished.then(({ stderr }) => reject(new Error(stderr)));
    });
  const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('killed while it tells, it tells the rest in its next life; stopped, it ends at once', async () => {
    expect((await run(['migrate'], settings())).code).to.equal(0);
    expect((await run(['hook', 'add', '--url', `http://${host}/`, '--after', '0'], settings())).code).to.equal(0);
    for (const enough of [3, 12]) {
      const running = start(['run', '--serve'], settings());
      await until(() => ids.length >= enough);
      running.kill('SIGKILL');
      await running.finished;
    }
    const last = start(['run', '--serve'], settings());
    const address = await serving(last);
    const seq = async (): Promise<number> =>
      Number(((await (await fetch(`${address}/health`)).json()) as { seq: string }).seq);
    const end = (await world.connection.getSlot()) - 1;
    await until(async () => Number((await fetch(`${address}/tasks`)).headers.get('x-tagger-finalized-slot')) >= end);
    const whole = await seq();
    const final: number[] = [];
    for (let after = 0; ;) {
      const page = (await (await fetch(`${address}/feed?limit=200&after=${after}`)).json()) as {
        items: { seq: string }[];
      };
      if (page.items.length === 0) break;
      final.push(...page.items.map((row) => Number(row.seq)));
      after = final.at(-1) ?? after;
    }
    expect(final.at(-1)).to.be.at.most(whole);
    await until(() => ids.at(-1) === final.at(-1));
    const known = new Set<number>();
    expect(ids.filter((id) => !known.has(id) && known.add(id))).to.deep.equal(final);
    expect(final.length).to.be.at.least(20);
    last.kill('SIGTERM');
    expect((await last.finished).code).to.equal(0);
  });
});
