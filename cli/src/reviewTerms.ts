/** What `tagger task open` says about reviews. */
import type { Command } from 'commander';
import { FULL_BPS, NO_REVIEWS, REVIEWS, type ReviewTerms } from '@tagger/client';
import { shareOption, tagOption, wholeOption } from './options.ts';

export interface ReviewFlags {
  reviewSeats?: bigint;
  reviewFee: bigint;
  appeals: bigint;
  audit: number;
  auditItems: bigint;
  fix: number;
}

export const withReviewOptions = (command: Command): Command =>
  command
    .option(
      '--review-seats <number>',
      'validators of a review, odd; 0: labels are paid without a window (default: 0; payload tasks 3)',
      wholeOption,
    )
    .option('--review-fee <tag>', 'TAG a validator gets for each coherent vote', tagOption, 2_000n)
    .option('--appeals <number>', 'how often a review may be appealed', wholeOption, 1n)
    .option('--audit <share>', 'share of panels that are audited by lot', shareOption, 0)
    .option('--audit-items <number>', 'most items of one audit; payload panels always have one', wholeOption, 16n)
    .option('--fix <share>', 'of a payload task: share of the price for an item with a minor fix', shareOption, 0.5);

/** Without seats the task has no reviews, whatever else is given. Payload tasks have them: only validators say what a payload is worth. */
export function reviewTerms(flags: ReviewFlags, payload: boolean): ReviewTerms {
  const reviewSeats = Number(flags.reviewSeats ?? (payload ? REVIEWS.reviewSeats : 0));
  if (reviewSeats === 0) return NO_REVIEWS;
  const auditBps = Math.round(flags.audit * FULL_BPS);
  return {
    reviewSeats,
    reviewFee: flags.reviewFee,
    appealRounds: Number(flags.appeals),
    auditBps,
    auditItems: auditBps === 0 && !payload ? 0 : Number(flags.auditItems),
    fixBps: payload ? Math.round(flags.fix * FULL_BPS) : 0,
  };
}
