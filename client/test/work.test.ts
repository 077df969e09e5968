import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import {
  commitBatches,
  commitment,
  commitsDue,
  lostReveals,
  ownSlot,
  packLabels,
  revealBatches,
  revealsDue,
  saltFor,
  type Answerer,
  type PageView,
  type PanelView,
} from '@tagger/client';

const [task, wallet] = [Keypair.generate().publicKey, Keypair.generate().publicKey];
const SECRET = new Uint8Array(32).fill(7);
const LABELS = [0, 1, 1];
const answers = packLabels(LABELS, 1);
const context = new Uint8Array(32).fill(9);
const hiddenAt = (number: bigint, packed = answers): Uint8Array =>
  commitment({ context, page: 4, panel: number, wallet }, packed, saltFor(SECRET, task, 4, number));

const panel = (number: bigint, phase: string, state: string, hidden: Uint8Array = new Uint8Array(32)): PanelView =>
  ({
    number,
    phase,
    slots: [
      { index: 0, state: 'empty', seat: 2, commitment: hidden },
      { index: 1, state, seat: 2, commitment: hidden },
      { index: 2, state: 'claimed', seat: 3, commitment: hidden },
    ],
  }) as unknown as PanelView;
const page = (...panels: PanelView[]): PageView => ({ task, index: 4, context, panels }) as unknown as PageView;
const WHO: Answerer = {
  wallet,
  seat: 2,
  saltSecret: SECRET,
  answersTo: ({ number }) => (number === 9n ? undefined : answers),
};

describe('what a member has to send', () => {
  it('commits where he holds a seat and has answers, and nowhere else', () => {
    const view = page(
      panel(0n, 'commit', 'claimed'),
      panel(1n, 'commit', 'committed'),
      panel(2n, 'reveal', 'claimed'),
      panel(9n, 'commit', 'claimed'),
    );
    expect(commitsDue(view, WHO)).to.deep.equal([{ panel: 0n, slot: 1, commitment: hiddenAt(0n) }]);
    expect(ownSlot(view.panels[0]!, 2)?.index).to.equal(1);
  });

  it('reveals only what he committed to, and says what he can not', () => {
    const view = page(
      panel(0n, 'reveal', 'committed', hiddenAt(0n)),
      panel(1n, 'reveal', 'committed', hiddenAt(1n, packLabels([1, 1, 1], 1))),
      panel(2n, 'commit', 'committed', hiddenAt(2n)),
      panel(3n, 'reveal', 'revealed', hiddenAt(3n)),
      panel(9n, 'reveal', 'committed', hiddenAt(9n)),
    );
    expect(revealsDue(view, WHO)).to.deep.equal([{ panel: 0n, slot: 1, salt: saltFor(SECRET, task, 4, 0n), answers }]);
    expect(lostReveals(view, WHO)).to.deep.equal([1n, 9n]);
    expect(lostReveals(view, { ...WHO, saltSecret: new Uint8Array(32) })).to.deep.equal([0n, 1n, 9n]);
  });

  it('cuts them into transactions', () => {
    const commits = Array.from({ length: 40 }, (_, at) => ({ panel: BigInt(at), slot: 0, commitment: hiddenAt(0n) }));
    expect(commitBatches(commits).map((part) => part.length)).to.deep.equal([18, 18, 4]);
    const long = new Uint8Array(400);
    const reveals = Array.from({ length: 3 }, (_, at) => ({ panel: BigInt(at), slot: 0, salt: SECRET, answers: long }));
    expect(revealBatches(reveals).map((part) => part.length)).to.deep.equal([1, 1, 1]);
  });
});
