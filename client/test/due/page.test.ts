import { expect } from 'chai';
import { Keypair, PublicKey } from '@solana/web3.js';
import {
  decodePage,
  dueOnPage,
  memberPda,
  PageTimes,
  type ChainClock,
  type Keeper,
  type PageDue,
} from '@tagger/client';
import fc from 'fast-check';
import { madePage, type MadePage, type MadePanel } from './support/pages.ts';

const TASK = Keypair.generate().publicKey;
const PAGE = Keypair.generate().publicKey;
const ANN = Keypair.generate().publicKey;
const GUS = Keypair.generate().publicKey;
const END = 10_000n;

const at = (seconds: bigint, slot = 100n, lastRestart = 0n): ChainClock => ({ seconds, slot, lastRestart });

/** What is due on a page of a task that ends at 10,000, by the first word of the step. */
function ask(panels: MadePanel[], clock: ChainClock, page: Partial<MadePage> = {}, cancelled = 0): PageDue {
  const made = madePage({ task: TASK, panels, endsAt: END, ...page });
  const facts = { task: { cancelled, endsAt: END }, walletOf: (seat: number) => (seat === 7 ? ANN : undefined) };
  return dueOnPage(PAGE, new PageTimes(made), facts, clock);
}
const names = ({ steps }: PageDue): string[] => steps.map(({ what }) => what);

describe('what is due on a page', () => {
  it('nothing in the second before a deadline, the expiry in the next: windows are half-open', () => {
    const cases: [MadePanel, string][] = [
      [{ phase: 'commit', until: 900n, slots: [{ state: 'claimed', seat: 7, heldUntil: 500n }] }, 'expireClaim'],
      [{ phase: 'commit', until: 500n, slots: [{ state: 'committed' }] }, 'expireCommit'],
      [{ phase: 'reveal', until: 500n, slots: [{ state: 'committed' }] }, 'expireReveal'],
      [{ phase: 'gold', until: 500n, slots: [{ state: 'revealed' }] }, 'settle'],
      [{ phase: 'challenge', until: 500n, slots: [{ state: 'revealed' }] }, 'settle'],
    ];
    for (const [panel, what] of cases) {
      expect(ask([panel], at(499n)), what).to.deep.include({ steps: [], next: { seconds: 500n } });
      expect(names(ask([panel], at(500n)))).to.deep.equal([what]);
      // A cluster restart after the phase began adds the grace.
      const restarted = { ...panel, phaseSlot: 40n };
      expect(names(ask([restarted], at(500n, 100n, 41n), { graceSecs: 60 }))).to.deep.equal([]);
      expect(names(ask([restarted], at(560n, 100n, 41n), { graceSecs: 60 }))).to.deep.equal([what]);
      expect(names(ask([restarted], at(500n, 100n, 40n), { graceSecs: 60 }))).to.deep.equal([what]);
    }
  });

  it('a commit window waits for the seats that are held', () => {
    const panel: MadePanel = {
      phase: 'commit',
      until: 500n,
      slots: [{ state: 'claimed', heldUntil: 400n }, { state: 'committed' }],
    };
    expect(ask([panel], at(399n))).to.deep.include({ steps: [], next: { seconds: 400n } });
    expect(names(ask([panel], at(600n)))).to.deep.equal(['expireClaim']);
  });

  it('[attack 69] a keeper is named where somebody was silent, and never for his own silence', () => {
    const keeper: Keeper = { wallet: GUS };
    const accounts = (panel: MadePanel, by?: Keeper) => ask([panel], at(500n)).steps[0]!.build(GUS, by).keys.slice(3);
    const named = [
      { pubkey: memberPda(GUS), isSigner: false, isWritable: true },
      { pubkey: GUS, isSigner: true, isWritable: false },
    ];
    const lapsed: MadePanel = { phase: 'commit', slots: [{ state: 'claimed', seat: 7, heldUntil: 500n }] };
    const silent: MadePanel = { phase: 'settled', slots: [{ state: 'missed', seat: 7 }] };
    for (const panel of [lapsed, silent]) {
      expect(accounts(panel, keeper)).to.deep.equal(named);
      expect(accounts(panel)).to.deep.equal([]);
      expect(accounts(panel, { wallet: ANN })).to.deep.equal([]);
    }
    expect(accounts(silent, { wallet: GUS, actor: PAGE })[1]).to.deep.include({ pubkey: PAGE, isSigner: true });
    // Who revealed is owed a reward, and pays nobody.
    expect(accounts({ phase: 'settled', slots: [{ state: 'revealed', seat: 7 }] }, keeper)).to.deep.equal([]);
    // One of his panels was missed: the instruction for all of them names the keeper.
    const both: MadePanel[] = [
      { phase: 'settled', slots: [{ state: 'revealed', seat: 7 }] },
      { phase: 'settled', slots: [{ state: 'missed', seat: 7 }] },
    ];
    const { steps } = ask(both, at(1n));
    expect(steps).to.have.length(1);
    expect(steps[0]?.build(GUS, keeper).keys.slice(3)).to.deep.equal(named);
  });

  it('answered panels are settled at once, unless a review is open', () => {
    expect(names(ask([{ phase: 'revealed' }], at(1n)))).to.deep.equal(['settle']);
    const open = { phase: 'challenge', until: 5n, openCases: 1 } as const;
    expect(ask([open], at(6n))).to.deep.include({ steps: [], next: { seconds: END } });
  });

  it('what members are owed is collected in one instruction each, whatever the panel', () => {
    const slots = [
      { state: 'revealed', seat: 7 },
      { state: 'missed', seat: 8 },
      { state: 'collected', seat: 9 },
    ] as const;
    const due = ask(
      [
        { phase: 'settled', slots: [...slots] },
        { phase: 'settled', slots: slots.slice(0, 1) },
      ],
      at(1n),
    );
    expect(names(due)).to.deep.equal(['collect', 'collect']);
    const [ann, unknown] = due.steps;
    // Two entries of nine bytes behind the discriminator and their count.
    expect(ann?.build(PAGE).data.length).to.equal(1 + 4 + 2 * 9);
    expect(() => unknown?.build(PAGE))
      .to.throw()
      .with.property('name', 'NoSuchSeat');
  });

  it('a task that is over gives up what nobody touched, folds and closes', () => {
    const untouched: MadePanel = { phase: 'commit' };
    expect(ask([untouched], at(END - 1n))).to.deep.include({ steps: [], next: { seconds: END } });
    expect(names(ask([untouched], at(END), { free: 5n }))).to.deep.equal(['releasePanel', 'foldPage']);
    expect(names(ask([untouched], at(5n), {}, 1))).to.deep.equal(['releasePanel', 'foldPage']);
    expect(names(ask([{ phase: 'done' }], at(END)))).to.deep.equal(['closePage']);
    expect(ask([{ phase: 'done' }], at(END - 1n))).to.deep.include({ steps: [], next: { seconds: END } });
    // A later wave nobody came to is no untouched panel.
    expect(names(ask([{ phase: 'commit', wave: 1, until: END }], at(END)))).to.deep.equal(['expireCommit']);
  });

  it('a review is asked on its own when its time has come, and closes whenever it is done', () => {
    const review = { review: true };
    expect(ask([{ phase: 'reveal', until: 500n }], at(499n), review)).to.deep.include({ review: false, steps: [] });
    expect(ask([{ phase: 'reveal', until: 500n }], at(500n), review).review).to.equal(true);
    expect(ask([{ phase: 'revealed' }], at(1n), review).review).to.equal(true);
    expect(ask([{ phase: 'settled' }, { phase: 'done' }], at(1n), review).review).to.equal(true);
    // The block after slot 0 decides a draw that names none.
    expect(ask([{ phase: 'draw' }], at(1n, 1n), review).review).to.equal(true);
    expect(ask([{ phase: 'draw' }], at(1n, 0n), review)).to.deep.include({ review: false, next: { slot: 1n } });
    expect(names(ask([{ phase: 'done' }, { phase: 'done' }], at(1n), review))).to.deep.equal(['closePage']);
  });

  it('an audit is asked for once its block is there and while its window is open', () => {
    const panel: MadePanel = { phase: 'challenge', until: 500n, phaseSlot: 92n };
    const audited = { auditItems: 3 };
    expect(ask([panel], at(1n, 100n), audited)).to.deep.include({ lots: [], next: { seconds: 500n, slot: 101n } });
    expect(ask([panel], at(1n, 101n), audited).lots).to.deep.equal([{ panel: 0n, phaseSlot: 92n }]);
    expect(ask([panel], at(500n, 101n), audited).lots).to.deep.equal([]);
  });

  it('refuses bytes that are no page', () => {
    const { data, owner } = madePage({ task: TASK, panels: [] });
    expect(() => new PageTimes({ data, owner: PublicKey.default }))
      .to.throw()
      .with.property('name', 'WrongAccount');
    expect(() => new PageTimes({ data: data.subarray(0, 100), owner }))
      .to.throw()
      .with.property('name', 'WrongAccount');
    data.writeUInt8(9, 8);
    expect(() => new PageTimes({ data, owner }))
      .to.throw()
      .with.property('name', 'WrongVersion');
  });

  it('reads of every page what decoding all of it reads', () => {
    const state = fc.constantFrom('empty', 'claimed', 'committed', 'revealed', 'missed', 'collected');
    const slot = fc.record({ state, seat: fc.nat(2 ** 31), heldUntil: fc.nat(2 ** 31).map(BigInt) });
    const panel = fc.record({
      phase: fc.constantFrom('commit', 'reveal', 'revealed', 'gold', 'settled', 'done', 'challenge', 'appealed'),
      until: fc.bigInt(0n, 2n ** 40n),
      phaseSlot: fc.bigInt(0n, 2n ** 40n),
      wave: fc.nat(3),
      openCases: fc.nat(3),
      slots: fc.array(slot, { maxLength: 3 }),
    });
    const page = fc.record({ panels: fc.array(panel, { maxLength: 20 }), first: fc.nat(1_000), review: fc.boolean() });
    fc.assert(
      fc.property(page, (made) => {
        const info = { ...madePage({ task: TASK, endsAt: END, ...made }), executable: false, lamports: 0 };
        const [times, decoded] = [new PageTimes(info), decodePage(info)];
        expect(times.panels().map(({ number }) => number)).to.deep.equal(decoded.panels.map(({ number }) => number));
        times.panels().forEach((fast, index) => {
          const slow = decoded.panels[index]!;
          for (const field of ['phase', 'until', 'phaseSlot', 'wave', 'openCases'] as const)
            expect(fast[field]).to.equal(slow[field]);
          const taken = slow.slots.filter((one) => one.state !== 'empty');
          expect(fast.taken()).to.deep.equal(
            taken.map(({ index: place, state: of, seat, heldUntil }) => ({ index: place, state: of, seat, heldUntil })),
          );
          if (made.review) expect(fast.target).to.equal(slow.case?.target);
        });
      }),
      { numRuns: 60 },
    );
  });
});
