import { expect } from 'chai';
import { indexerReader, readBoard } from '../../src/indexer/index.ts';

const PROGRAM = {
  minStake: '1000000',
  domains: [{ place: 0, name: 'films', retired: false }],
  readSlot: '90',
};

/** The Clock sysvar at a slot and a second. */
const clock = (slot: bigint, seconds: bigint): string => {
  const bytes = Buffer.alloc(40);
  bytes.writeBigUInt64LE(slot, 0);
  bytes.writeBigInt64LE(seconds, 32);
  return bytes.toString('base64');
};

interface Said {
  slot?: number;
  tasks?: { items: object[]; next: null } | undefined;
  program?: object | undefined;
  node?: object;
}

/** An indexer at `slot` and a node at slot 100, one second after 1970 each slot. */
const board = ({ slot = 99, tasks = { items: [], next: null }, program = PROGRAM, node }: Said = {}) => {
  const fetch = (input: string | URL | Request): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const answer = (body: unknown): Response =>
      new Response(JSON.stringify(body), { headers: { 'x-tagger-slot': String(slot) } });
    if (url.startsWith('http://node'))
      return Promise.resolve(answer(node ?? { result: { value: { data: [clock(100n, 100n), 'base64'] } } }));
    return Promise.resolve(answer(url.includes('/program') ? program : tasks));
  };
  const index = indexerReader({ url: 'http://indexer.example', fetch });
  return readBoard({ index, rpc: 'http://node.example', mostLag: 10, fetch });
};

describe('the board of an index', () => {
  it('has the tasks, the domains, the least stake, and the time of a node', async () => {
    expect(await board()).to.deep.equal({
      tasks: [],
      domains: [{ place: 0, name: 'films', retired: false }],
      minStake: 1_000_000n,
      seconds: 100n,
    });
  });

  it('is none where the index is more slots behind than it may be', async () => {
    expect(await board({ slot: 90 })).to.have.property('seconds', 100n);
    expect(await board({ slot: 89 })).to.equal(undefined);
  });

  it('[attack 135] is none where the index says something else than it promises', async () => {
    expect(await board({ program: { ...PROGRAM, minStake: '<b>' } })).to.equal(undefined);
    expect(await board({ tasks: { items: [{}], next: null } })).to.equal(undefined);
  });

  for (const [what, node] of [
    ['an error', { error: { code: -32_005, message: 'Node is unhealthy' } }],
    ['nothing', {}],
    ['no account', { result: { value: null } }],
    ['too few bytes', { result: { value: { data: ['AAAA', 'base64'] } } }],
  ] as const)
    it(`[attack 135] a node that answers ${what} is named, and no time is made up`, async () => {
      const error = await board({ node }).catch((one: Error) => one);
      expect(error).to.have.property('name', 'ConnectionLost');
    });
});
