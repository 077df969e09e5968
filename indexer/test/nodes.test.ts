import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { createWorld, type World } from '../../tests/support/world.ts';
import { wholeLife } from '../../tests/support/life.ts';
import { PROGRAM } from '../src/chain/calls.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex, differences } from './support/index.ts';
import { settleDown } from './support/market.ts';

interface Asked {
  id: number;
  method: string;
  params: unknown[];
}
interface Answered {
  id: number;
  result?: unknown;
  error?: { code: number; message: string };
}
type Tamper = (answer: Answered, asked: Asked) => Answered | undefined;

/** Nodes that lie, lag and fail: what they say is checked, or another one is asked. */
describe('nodes', function () {
  this.timeout(300_000);
  let world: World;
  let truth: Dump;
  const servers: Server[] = [];

  before(async () => {
    world = await createWorld();
    await wholeLife(world);
    await settleDown(world);
    const honest = new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
    const index = await anIndex(honest);
    await index.indexer.catchUp(await slot(), { final: true });
    truth = await dump(index.db);
    await honest.close();
    await index.db.close();
  });
  after(async () => {
    servers.forEach((server) => server.closeAllConnections());
    servers.forEach((server) => server.close());
    await world.chain.stop();
  });

  const slot = async () => (await world.connection.getSlot()) - 1;

  /** A node in front of the real one; what `tamper` returns is sent, `undefined` breaks the connection. */
  const between = async (tamper: Tamper): Promise<string> => {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        void fetch(world.chain.rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
          .then((answer) => answer.json())
          .then((json) => {
            const asked = [JSON.parse(body)].flat() as Asked[];
            const answers = [json].flat() as Answered[];
            const sent = answers.map((one, at) => tamper(one, asked[at] as Asked));
            if (sent.includes(undefined)) response.destroy();
            else response.end(JSON.stringify(Array.isArray(json) ? sent : sent[0]));
          });
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  };

  const through = async (tamper: Tamper, { alone = false } = {}) => {
    const endpoint = await between(tamper);
    const endpoints = alone ? [endpoint] : [endpoint, world.chain.rpcUrl];
    const source = new RpcSource({ endpoints, pollMs: 10, retryMs: 5, batch: 10 });
    const index = await anIndex(source);
    return { ...index, endpoint };
  };

  it('a node that breaks off every third answer only costs time', async () => {
    let asked = 0;
    const index = await through((answer, { id }) => (id === 0 && (asked += 1) % 3 === 0 ? undefined : answer), {
      alone: true,
    });
    await index.indexer.catchUp(await slot(), { final: true });
    same(await dump(index.db), truth);
    await index.source.close();
    await index.db.close();
  });

  it('[attack 135] an account of another owner, or of no kind of ours, is none of ours', async () => {
    const { tagMint } = world;
    const index = await through(
      (answer, { method }) => {
        if (method !== 'getMultipleAccounts') return answer;
        const { context, value } = answer.result as { context: object; value: ({ owner: string } | null)[] };
        const lied = value.map((one, at) => (at === 0 && one !== null ? { ...one, owner: tagMint.toBase58() } : one));
        return { ...answer, result: { context, value: lied } };
      },
      { alone: true },
    );
    await index.indexer.catchUp(await slot(), { final: true });
    const [counted] = await index.db.query<{ n: bigint }>('select count(*) as n from account');
    expect(Number(counted?.n)).to.equal((truth['account']?.length ?? 0) - 1);
    // And verify, asking an honest node, names it.
    const honest = new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 10 });
    const found = await differences({ ...index, source: honest });
    expect(found.some((line) => line.endsWith('index missing, chain there'))).to.equal(true);
    await honest.close();
    await index.source.close();
    await index.db.close();
  });

  it('[attack 135] a node that is behind what was asked for does not speak for it', async () => {
    const index = await through(
      (answer, { method }) => {
        if (method !== 'getMultipleAccounts') return answer;
        const { value } = answer.result as { value: unknown[] };
        return { ...answer, result: { context: { slot: 1 }, value } };
      },
      { alone: true },
    );
    const refused = await index.source.accounts([PROGRAM], 1_000).catch((error: Error) => error.name);
    expect(refused).to.equal('NodeBehind');
    await index.source.close();
    await index.db.close();
  });

  it('[attack 135] another transaction than the one asked for is refused, and the next node asked', async () => {
    let first: unknown;
    let lies = 0;
    const index = await through((answer, { method }) => {
      if (method !== 'getTransaction') return answer;
      first ??= answer.result;
      if (lies >= 3 || answer.result === first) return answer;
      lies += 1;
      return { ...answer, result: first };
    });
    await index.indexer.catchUp(await slot(), { final: true });
    expect(lies).to.equal(3);
    same(await dump(index.db), truth);
    await index.source.close();
    await index.db.close();
  });

  it('a question no node will ever answer ends the program with the reason', async () => {
    const index = await through(
      (answer, { method }) =>
        method === 'getSignaturesForAddress'
          ? { id: answer.id, error: { code: -32601, message: 'Method not found' } }
          : answer,
      { alone: true },
    );
    const ended = await index.indexer.run().catch((error: Error) => error.name);
    expect(ended).to.equal('RpcRefused');
    await index.source.close();
    await index.db.close();
  });

  it('[attack 136] accounts of a newer version end the program', async () => {
    const index = await through(
      (answer, { method }) => {
        if (method !== 'getMultipleAccounts') return answer;
        const { context, value } = answer.result as { context: object; value: ({ data: [string, string] } | null)[] };
        const newer = value.map((one) => {
          if (one === null) return one;
          const data = Buffer.from(one.data[0], 'base64');
          data[8] = 99;
          return { ...one, data: [data.toString('base64'), 'base64'] };
        });
        return { ...answer, result: { context, value: newer } };
      },
      { alone: true },
    );
    const ended = await index.indexer.run().catch((error: Error) => error.name);
    expect(ended).to.equal('ProgramNewer');
    await index.source.close();
    await index.db.close();
  });
});
