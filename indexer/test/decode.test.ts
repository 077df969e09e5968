import { expect } from 'chai';
import fc from 'fast-check';
import { PublicKey } from '@solana/web3.js';
import { CAMEL_IDL, CODER } from '@tagger/client';
import { toAnchor, toPlain } from '../../client/src/plain.ts';
import { createWorld } from '../../tests/support/world.ts';
import { decode, PROGRAM } from '../src/chain/calls.ts';
import { readAccount, readEvent, readInstruction, toJson } from '../src/chain/layout.ts';
import type { RawTransaction } from '../src/chain/transaction.ts';
import { MIRRORED, mirrorSql } from '../src/store/columns.ts';
import { readMigrations } from '../src/db/migrate.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';
import { record, type Recorded } from './support/recorded.ts';

/** Both decoders' values in one form. */
function form(value: unknown): unknown {
  if (value instanceof PublicKey) return value.toBase58();
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value))
    return value.length > 0 && value.every((one) => typeof one === 'number') ? { bytes: value } : value.map(form);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, form(one)]));
}

const OTHER = 'Stake11111111111111111111111111111111111111';

describe('decoding', function () {
  this.timeout(300_000);
  let recorded: Recorded;
  let transactions: RawTransaction[];
  before(async () => {
    const world = await createWorld();
    await playMarket(world);
    await unheard(world);
    await settleDown(world);
    recorded = await record(world.chain.rpcUrl);
    await world.chain.stop();
    transactions = recorded.batches.flatMap((batch) => batch.transactions);
  });

  it('reads instructions, events and accounts of a market as the coder of the interface does', () => {
    const names = new Set<string>();
    let events = 0;
    for (const { calls, transaction } of transactions.map(decode)) {
      for (const call of calls) {
        const theirs = CODER.instruction.decode(Buffer.from(call.data)) as { name: string; data: unknown };
        expect(call.name).to.equal(theirs.name);
        expect(form(call.args)).to.deep.equal(form(toPlain(theirs.data)));
        names.add(call.name);
      }
      for (const line of transaction.logs ?? []) {
        const theirs = line.startsWith('Program data: ') ? CODER.events.decode(line.slice(14)) : null;
        if (theirs === null) continue;
        events += 1;
        const own = readEvent(Buffer.from(line.slice(14), 'base64'));
        expect([own.name, form(own.data)]).to.deep.equal([theirs.name, form(toPlain(theirs.data))]);
      }
    }
    expect(names.size).to.be.at.least(35);
    expect(events).to.be.at.least(100);
    const kinds = new Set<string>();
    for (const { account } of recorded.accounts) {
      const own = readAccount(account?.data ?? new Uint8Array());
      if (own === undefined) continue;
      kinds.add(own.kind);
      const theirs = CODER.accounts.decodeUnchecked<unknown>(own.kind, Buffer.from(account?.data ?? []));
      expect(form(own.fields)).to.deep.equal(form(toPlain(theirs)));
    }
    expect([...kinds]).to.include.members(['member', 'task', 'page', 'seat', 'dataset', 'license', 'pool', 'vault']);
  });

  it('[attack 133] every u64 comes back as it was, through the decoder and through JSON', () => {
    const big = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const edges = fc.constantFrom(0n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n);
    fc.assert(
      fc.property(fc.oneof(edges, big), (amount) => {
        const { args } = readInstruction(CODER.instruction.encode('stake', toAnchor({ amount })));
        expect(args['amount']).to.equal(amount);
        expect(JSON.parse(toJson(args))).to.deep.equal({ amount: amount.toString() });
      }),
    );
  });

  it('[attack 136] what the interface does not know is refused, not skipped', () => {
    const refused = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        return (error as Error).name;
      }
      return 'nothing';
    };
    const known = new Set(CAMEL_IDL.instructions.map(({ discriminator }) => discriminator[0]));
    const unknown = Array.from({ length: 256 }, (_, byte) => byte).find((byte) => !known.has(byte)) as number;
    expect(refused(() => readInstruction(Uint8Array.of(unknown)))).to.equal('ProgramNewer');
    expect(refused(() => readInstruction(Uint8Array.of(14, 1)))).to.equal('ProgramNewer');
    expect(refused(() => readEvent(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)))).to.equal('ProgramNewer');
  });

  it('[attack 131] [attack 137] data logged by other programs, and behind a cut, is nobody’s event', () => {
    const collected = transactions.find((one) =>
      decode(one).calls.some(({ name }) => name === 'collect'),
    ) as RawTransaction;
    const forged = (collected.logs ?? []).find((line) => line.startsWith('Program data: ')) as string;
    const eventsOf = (logs: string[]) => {
      const { calls, truncated } = decode({ ...collected, logs });
      return { events: calls.flatMap(({ events }) => events), truncated };
    };
    const around = (...inside: string[]) => [`Program ${PROGRAM} invoke [1]`, ...inside, `Program ${PROGRAM} success`];
    const whole = eventsOf([...(collected.logs ?? [])]);
    expect(whole.truncated).to.equal(false);
    const stranger = [`Program ${OTHER} invoke [1]`, forged, `Program ${OTHER} success`];
    expect(eventsOf([...stranger, ...(collected.logs ?? []), ...stranger]).events).to.deep.equal(whole.events);
    // Below ours, after ours, and in a message.
    const below = [`Program ${OTHER} invoke [2]`, forged, `Program ${OTHER} success`];
    for (const lines of [around(...below), [...around(), forged], around(`Program log: ${forged}`)]) {
      const { events, truncated } = eventsOf(lines);
      expect([events, truncated]).to.deep.equal([[], true]);
    }
    // The line of the stranger's invocation did not fit any more, his data did.
    expect(eventsOf([`Program ${PROGRAM} invoke [1]`, 'Log truncated', forged])).to.deep.equal({
      events: [],
      truncated: true,
    });
    expect(decode({ ...collected, logs: null }).truncated).to.equal(true);
  });

  it('the tables of accounts are those of the interface', () => {
    const [, accounts] = readMigrations();
    expect(accounts?.sql.endsWith(mirrorSql())).to.equal(true);
    expect([...MIRRORED.keys()].sort()).to.deep.equal((CAMEL_IDL.accounts ?? []).map(({ name }) => name).sort());
  });
});
