import { Keypair, TransactionMessage, type TransactionInstruction } from '@solana/web3.js';
import { expect } from 'chai';
import {
  createMember,
  fundTask,
  goldOfPlaces,
  inTransactions,
  layOut,
  METHOD,
  openTask,
  panelPages,
  pagesLeft,
  postingTransactions,
  setAside,
  taskPda,
  type PostingPlan,
  type TaskTerms,
} from '@tagger/client';
import { decodeCall } from '@tagger/client/provenance';

const TERMS: TaskTerms = {
  ...{ price: 10_000n, bond: 1_000_000n, itemCount: 2_000, classes: 3, bits: 2, tauBps: 9_500, seatsLimit: 5 },
  ...{ holdSecs: 3_600, commitSecs: 86_400, revealSecs: 43_200, goldSecs: 43_200 },
  ...{ method: METHOD.weighted, claimMode: 1 },
};
const SECRET = new Uint8Array(32).fill(7);
const rita = Keypair.generate().publicKey;
const task = taskPda(rita, 1n);
const asked = (count: number, seats = { first: 3, step: 2, max: 5 }) => ({
  nonce: '1',
  ask: Array.from({ length: count }, (_, at) => at + 10),
  seats,
});
const KNOWN = new Map(Array.from({ length: 10 }, (_, at) => [at, at % 3]));
const CUT = { batch: 20, goldPerBatch: 4 };
const planOf = (count: number): PostingPlan => {
  const { panels } = layOut(asked(count), KNOWN, CUT, SECRET);
  return { operator: rita, task, terms: TERMS, panels, feeBps: 200 };
};
/** How many panels an instruction opens; none for another instruction. */
function panelsIn({ data, keys }: TransactionInstruction): number {
  const call = decodeCall(
    data,
    keys.map(({ pubkey }) => pubkey),
    true,
  );
  return call?.name === 'openPanels' ? call.args.specs.length : 0;
}
const panelsOfAll = (transactions: TransactionInstruction[][]): number =>
  transactions.flat().reduce((sum, instruction) => sum + panelsIn(instruction), 0);

describe('opening a task', () => {
  it('lays out 50 items with four known ones in each panel, the same way each time', () => {
    const layout = layOut(asked(50), KNOWN, CUT, SECRET);
    expect(
      layout.panels.map(({ firstItem, items, seatsFirst, seatsStep, seatsMax }) => [
        ...[firstItem, items, seatsFirst, seatsStep, seatsMax],
      ]),
    ).to.deep.equal([
      [0, 24, 3, 2, 5],
      [24, 24, 3, 2, 5],
      [48, 14, 3, 2, 5],
    ]);
    expect(layout.order).to.have.length(62);
    expect([...new Set(layout.order.filter((item) => item >= 10))]).to.have.length(50);
    expect(layout.known.size).to.equal(12);
    for (const [place, label] of layout.known) expect(label).to.equal(layout.order[place]! % 3);
    expect(layOut(asked(50), KNOWN, CUT, SECRET).order).to.deep.equal(layout.order);
    expect(layOut(asked(50), KNOWN, CUT, new Uint8Array(32).fill(8)).order).not.to.deep.equal(layout.order);
  });

  it('makes the gold again from its places alone', () => {
    const { known, panels, gold } = layOut(asked(50), KNOWN, CUT, SECRET);
    const again = goldOfPlaces(known, panels, '1', SECRET);
    expect(again?.root).to.deep.equal(gold?.root);
    expect(again?.open(24)).to.deep.equal(gold?.open(24));
    expect(goldOfPlaces(new Map(), panels, '1', SECRET)).to.equal(undefined);
  });

  it('sets aside what every panel can cost at most', () => {
    // 24 items at 10,000, five seats, 2 % on top; the last panel has 14.
    expect(setAside(planOf(50).panels, TERMS, 200)).to.equal(((24n + 24n + 14n) * 10_000n * 5n * 102n) / 100n);
  });

  it('puts member, task, money, page and the first panels into one transaction, and all panels into few', () => {
    const plan = planOf(1_000);
    const none = new Uint8Array(32).fill(1);
    const first = [
      createMember({ wallet: rita }),
      openTask({ requester: rita, nonce: 1n, rulesHash: none, rulesId: none, itemsId: none, endsAt: 1n, terms: TERMS }),
      fundTask({ payer: rita, task, from: rita, tagMint: rita, amount: 1n }),
    ];
    const transactions = postingTransactions(plan, [], first);
    expect(transactions[0]?.slice(0, 3)).to.deep.equal(first);
    expect(transactions[0]).to.have.length.above(3);
    expect(panelsOfAll(transactions)).to.equal(50);
    expect(transactions).to.have.length(3);
    for (const instructions of transactions)
      new TransactionMessage({ payerKey: rita, recentBlockhash: task.toBase58(), instructions })
        .compileToV0Message()
        .serialize();
  });

  it('goes on where the chain says it stopped, and has nothing to do once all of it is there', () => {
    const plan = planOf(2_000);
    const pages = panelPages(plan.panels, TERMS);
    expect(pages.map(({ length }) => length)).to.deep.equal(
      pages.map((_, at) => (at + 1 < pages.length ? pages[0]!.length : 100 - at * pages[0]!.length)),
    );
    const half = BigInt(pages[0]!.length - 5);
    const left = pagesLeft(plan, [{ index: 0, nextPanel: half }]);
    expect(panelsIn(left[0]!)).to.equal(5);
    const transactions = postingTransactions(plan, [{ index: 0, nextPanel: half }]);
    expect(panelsOfAll(transactions)).to.equal(100 - Number(half));
    const all = pages.map(({ length }, index) => ({ index, nextPanel: BigInt(length) }));
    expect(pagesLeft(plan, all)).to.deep.equal([]);
    expect(postingTransactions(plan, all)).to.deep.equal([]);
  });

  it('puts any instructions into as few transactions as they fit, in their order', () => {
    const plan = planOf(2_000);
    const all = pagesLeft(plan, []);
    const parts = inTransactions(rita, all, 3);
    expect(parts.flat()).to.deep.equal(all);
    expect(Math.max(...parts.map(({ length }) => length))).to.be.within(2, 3);
    expect(inTransactions(rita, [])).to.deep.equal([]);
  });

  it('refuses a panel no page has room for, by name', () => {
    const huge = { ...planOf(50).panels[0]!, items: 60_000 };
    expect(() => panelPages([huge], TERMS))
      .to.throw('use smaller batches')
      .with.property('name', 'PanelTooLarge');
  });
});
