import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import {
  claim,
  collect,
  commit,
  fetchMember,
  fetchPage,
  METHOD,
  openPanels,
  packLabels,
  reveal,
  setPayout,
  setSession,
  settle,
  unstake,
  withdrawBalance,
  newSalt,
  pushPayouts,
} from '@tagger/client';
import { answer, aPanel, collectAll, commitmentOf, staffed, thePage, thePanel, TRUTH } from '../support/build.ts';
import { eventOf, expectError, tagOf } from '../support/expect.ts';
import { now } from '../support/time.ts';
import { act, airdrop, theWorld, type Actor } from '../support/world.ts';

describe('scenario: batches, session keys, recycled pages', () => {
  it('works a whole day on four panels with four signatures of a session key, which cannot touch money', async () => {
    const world = await theWorld();
    const specs = Array.from({ length: 4 }, (_, at) => ({ seatsFirst: 1, firstItem: 10 * at }));
    const { setup, crew } = await staffed(world, specs, 1);
    const [ann] = crew as [Actor];
    const session = Keypair.generate();
    await airdrop(world.connection, session.publicKey, 1_000_000_000);
    await act(
      world,
      ann,
      setSession({
        wallet: ann.key,
        session: session.publicKey,
        until: BigInt((await now(world)).unixTimestamp + 86_400),
      }),
    );

    const numbers = [0n, 1n, 2n, 3n];
    const place = { actor: session.publicKey, wallet: ann.key, task: setup.task, page: setup.page };
    await act(world, session, claim({ ...place, panels: numbers }));
    const page = await thePage(world, setup);
    const work = numbers.map((panel) => ({ panel, member: ann, labels: TRUTH, salt: newSalt(), slot: 0 }));
    const commits = work.map((item) => ({
      panel: item.panel,
      slot: 0,
      commitment: commitmentOf(page, setup, item, item.panel),
    }));
    // Several instructions in one transaction, several panels in one instruction.
    await act(
      world,
      session,
      commit({ ...place, entries: commits.slice(0, 2) }),
      commit({ ...place, entries: commits.slice(2) }),
    );
    const reveals = work.map(({ panel, salt }) => ({ panel, slot: 0, salt, answers: packLabels(TRUTH, 1) }));
    const sent = await act(world, session, reveal({ ...place, entries: reveals }));
    expect(eventOf(sent, 'seatActed')).to.deep.include({ act: 2, panels: numbers });
    const entries = numbers.map((panel) => ({ panel, slot: 0 }));
    const paid = await act(
      world,
      session,
      settle({ page: setup.page, panels: numbers }),
      collect({ wallet: ann.key, task: setup.task, page: setup.page, entries }),
    );
    expect(eventOf(paid, 'collected')).to.deep.include({ panels: 4, reward: 400_000n, balance: 400_000n });

    const steal = [
      unstake({ wallet: ann.key, amount: 1n }),
      withdrawBalance({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint, amount: 1n }),
      setPayout({ wallet: ann.key }),
    ];
    for (const instruction of steal) {
      instruction.keys[0]!.pubkey = session.publicKey;
      await expectError(act(world, session, instruction), 'NotWallet');
    }
  });

  it('pushes the pay of those who asked for it, many in one transaction', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [{}], 3);
    for (const member of crew.slice(0, 2))
      await act(world, member, setPayout({ wallet: member.key, payout: member.tokens }));
    const work = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    const before = await Promise.all(crew.map((member) => tagOf(world, member.tokens)));
    await act(
      world,
      setup.requester,
      pushPayouts({ payees: crew.slice(0, 2).map(({ key, tokens }) => ({ wallet: key, payout: tokens })) }),
    );
    const after = await Promise.all(crew.map((member) => tagOf(world, member.tokens)));
    expect(after.map((amount, at) => amount - before[at]!)).to.deep.equal([100_000n, 100_000n, 0n]);
    expect((await fetchMember(world.connection, crew[2]!.key))?.balance).to.equal(100_000n);
  });

  it('a page with room for few panels carries many, one after the other', async () => {
    const world = await theWorld();
    const rounds = 14;
    const terms = { method: METHOD.majority };
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, { seatsFirst: 1, items: 100 }], 1, {
      terms,
      pageBytes: 1_104,
      pageFunds: 20_000_000n,
    });
    const operator = setup.requester.key;
    const sizes = new Set<number>();
    for (let number = 0n; number < BigInt(rounds); number += 1n) {
      const items = number % 2n === 0n ? 10 : 100;
      const labels = Array.from({ length: items }, (_, item) => (item + Number(number)) % 2);
      const work = await answer(world, setup, crew, [labels], number);
      await act(world, setup.requester, settle({ page: setup.page, panels: [number] }));
      expect((await thePanel(world, setup, number)).labels).to.deep.equal(labels);
      await collectAll(world, setup, work, number);
      const specs = [aPanel({ seatsFirst: 1, items })];
      await act(world, setup.requester, openPanels({ operator, task: setup.task, page: setup.page, specs }));
      sizes.add((await fetchPage(world.connection, setup.page))!.head);
    }
    const page = await thePage(world, setup);
    expect(page).to.include({ firstPanel: BigInt(rounds), nextPanel: BigInt(rounds) + 2n, panelsSettled: rounds });
    expect(sizes.size, 'records were placed at several offsets of the ring').to.be.greaterThan(2);
    expect((await fetchMember(world.connection, crew[0]!.key))?.balance).to.equal(7n * 100_000n + 7n * 1_000_000n);
  });
});
