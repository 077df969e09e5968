/** The deployment, as resumable steps. */
import { createTagMint } from './steps/0001-create-tag-mint.ts';
import { createTreasury } from './steps/0002-create-treasury.ts';
import { initializeProgram } from './steps/0003-initialize-config.ts';
import { initializeVoting } from './steps/0004-initialize-governance.ts';
import { createDomains } from './steps/0005-initialize-domains.ts';
import { openValidatorsPool } from './steps/0006-open-pool.ts';
import type { Step } from './runner.ts';

export * from './parameters.ts';
export * from './runner.ts';
export { mintAddress } from './steps/0001-create-tag-mint.ts';
export { treasuryAddress } from './steps/0002-create-treasury.ts';

/** All steps, in order. */
export const STEPS: readonly Step[] = [
  createTagMint,
  createTreasury,
  initializeProgram,
  initializeVoting,
  createDomains,
  openValidatorsPool,
];
