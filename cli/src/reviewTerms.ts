/** What `tagger task open` says about reviews. */
import type { Command } from 'commander';
import { FULL_BPS, NO_REVIEWS, type ReviewTerms } from '@tagger/client';
import { shareOption, tagOption, wholeOption } from './options.ts';

export interface ReviewFlags {
  reviewSeats: bigint;
  reviewFee: bigint;
  appeals: bigint;
  audit: number;
  auditItems: bigint;
}

export const withReviewOptions = (command: Command): Command =>
  command
    .option(
      '--review-seats <number>',
      'validators of a review, odd; 0: labels are paid without a window',
      wholeOption,
      0n,
    )
    .option('--review-fee <tag>', 'TAG a validator gets for each coherent vote', tagOption, 2_000n)
    .option('--appeals <number>', 'how often a review may be appealed', wholeOption, 1n)
    .option('--audit <share>', 'share of panels that are audited by lot', shareOption, 0)
    .option('--audit-items <number>', 'most items of one audit', wholeOption, 16n);

/** Without seats the task has no reviews, whatever else is given. */
export function reviewTerms(flags: ReviewFlags): ReviewTerms {
  if (flags.reviewSeats === 0n) return NO_REVIEWS;
  const auditBps = Math.round(flags.audit * FULL_BPS);
  return {
    reviewSeats: Number(flags.reviewSeats),
    reviewFee: flags.reviewFee,
    appealRounds: Number(flags.appeals),
    auditBps,
    auditItems: auditBps === 0 ? 0 : Number(flags.auditItems),
    fixBps: 0,
  };
}
