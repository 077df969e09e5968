/** A validator's votes: which seats wait for him, and the two halves of one ballot. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { packLabels, type Bits } from './answers.ts';
import { commitment } from './commitment.ts';
import type { Keyed } from './fetch.ts';
import { commitVotes, revealVotes } from './instructions/review.ts';
import type { CourtView, PageView, SlotView } from './panel.ts';
import { isCourt } from './review.ts';
import type { MemberAccount } from './types.ts';

/** A member's place in the pool, as slots name it; `undefined` when he is no validator. */
export const placeOf = (member: Pick<MemberAccount, 'poolPlace'>): number | undefined =>
  member.poolPlace === 0 ? undefined : member.poolPlace - 1;

/** A seat of his on a review. */
export interface Duty {
  round: CourtView;
  slot: SlotView;
  /** What he must send before `round.until`; `undefined` when there is nothing to send. */
  todo: 'commit' | 'reveal' | undefined;
}

/** The seats a place of the pool holds on a review's page and was not paid for yet, in the order of the rounds. */
export function dutiesOf(page: PageView, place: number): Duty[] {
  return page.panels.filter(isCourt).flatMap((round) => {
    const slot = round.slots.find(({ state, seat }) => state !== 'empty' && state !== 'collected' && seat === place);
    if (slot === undefined) return [];
    const commits = round.phase === 'commit' && slot.state === 'claimed';
    const reveals = round.phase === 'reveal' && slot.state === 'committed';
    return [{ round, slot, todo: commits ? 'commit' : reveals ? 'reveal' : undefined }];
  });
}

/** One ballot: one label for each item of the round, in the order of `CaseView.items`. */
export interface VoteSheet {
  wallet: PublicKey;
  /** The session key, if that signs. */
  actor?: PublicKey;
  panel: bigint;
  slot: number;
  votes: readonly number[];
  /** 32 bytes; the same for both halves. */
  salt: Uint8Array;
}

/** What the slot holds once the ballot is hidden: tells which ballot it was. */
export function sheetCommitment(page: PageView, sheet: VoteSheet): Uint8Array {
  const { panel, wallet, salt } = sheet;
  const place = { context: Uint8Array.from(page.context), page: page.index, panel, wallet };
  return commitment(place, packed(page, sheet), salt);
}

/** Hides a ballot. Whoever does not reveal it afterwards loses part of his bond. */
export function commitSheet(page: Keyed<PageView>, sheet: VoteSheet): TransactionInstruction {
  const { panel, slot } = sheet;
  const entries = [{ panel, slot, commitment: sheetCommitment(page, sheet) }];
  return commitVotes({ ...voting(page, sheet), entries });
}

/** Shows a ballot that was hidden before. */
export function revealSheet(page: Keyed<PageView>, sheet: VoteSheet): TransactionInstruction {
  const { panel, slot, salt } = sheet;
  return revealVotes({ ...voting(page, sheet), entries: [{ panel, slot, salt, answers: packed(page, sheet) }] });
}

const voting = (page: Keyed<PageView>, { wallet, actor }: VoteSheet) => ({
  wallet,
  page: page.address,
  ...(actor && { actor }),
});

const packed = (page: PageView, { votes }: VoteSheet): Uint8Array => packLabels(votes, page.terms.bits as Bits);
