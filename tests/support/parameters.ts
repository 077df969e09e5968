/** Sets of parameters drawn from all legal ones, always the same, so that a failure can be looked at again. */
import { FULL_BPS, MAX_KEEPER_TIP_BPS, type Params } from '@tagger/client';
import { TAG } from './govern.ts';

const DAY = 86_400;
/** The most stake, bond and weight a config may ask for. */
export const MOST_TAG = 1_000_000n * TAG;
/** Below 0.02 TAG a fresh name would weigh nothing in a draw. */
const LEAST_REVIEW_BOND = 20_000n;
const MOST_REVIEW_FEE = 1_000n * TAG;

/** The largest tip, basis points, that leaves `open` of a slash of `miss`. */
const tipBelow = (miss: number, open: number): number =>
  miss === 0 ? FULL_BPS : Math.floor(FULL_BPS - (open * FULL_BPS) / miss);

/** Every field, each over its whole range as far as the others leave it. */
export function legalParameters(count: number): Params[] {
  // A multiplicative sequence (Park and Miller, 1988).
  let state = 20_251_122;
  const upTo = (least: number, most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return least + (state % (most - least + 1));
  };
  /** `least` to `most` base units; each number of digits is as likely, so that small amounts come too. */
  const amount = (most: bigint, least = 1n): bigint => {
    const scale = 10n ** BigInt(upTo(0, most.toString().length));
    const drawn = (scale * BigInt(upTo(1, 1_000_000))) / 1_000_000n;
    return drawn < least ? least : drawn < most ? drawn : most;
  };
  return Array.from({ length: count }, () => {
    const [slashGoldBps, slashReversedBps] = [upTo(0, 10_000), upTo(0, 10_000)];
    const slashMissBps = upTo(Math.max(slashGoldBps, slashReversedBps), 10_000);
    const minWindowSecs = upTo(60, DAY);
    const maxWindowSecs = upTo(minWindowSecs, 30 * DAY);
    const [minStake, weightCap] = [amount(MOST_TAG), amount(MOST_TAG, LEAST_REVIEW_BOND)];
    return {
      minStake,
      minBond: amount(minStake),
      unbondingSecs: BigInt(upTo(3_600, 60 * DAY)),
      reviewBond: amount(weightCap, LEAST_REVIEW_BOND),
      minReviewFee: amount(MOST_REVIEW_FEE),
      weightCap,
      minWindowSecs,
      maxWindowSecs,
      maxTaskSecs: upTo(maxWindowSecs, 730 * DAY),
      restartGraceSecs: upTo(0, 7 * DAY),
      maxPauseSecs: upTo(60, 7 * DAY),
      maxSessionSecs: upTo(3_600, 90 * DAY),
      reviewCommitSecs: upTo(60, 7 * DAY),
      reviewRevealSecs: upTo(60, 7 * DAY),
      challengeSecs: upTo(60, 7 * DAY),
      appealSecs: upTo(60, 7 * DAY),
      feeBps: upTo(0, 500),
      slashHoldBps: upTo(0, slashMissBps),
      slashMissBps,
      slashGoldBps,
      slashBurnBps: upTo(0, 10_000),
      goldFailBps: upTo(0, 10_000),
      slashReversedBps,
      // What is left of the slash of silence is what open answers can cost, at least.
      keeperTipBps: upTo(
        0,
        Math.min(MAX_KEEPER_TIP_BPS, tipBelow(slashMissBps, Math.max(slashGoldBps, slashReversedBps))),
      ),
    };
  });
}
