/** What anyone may push now, and when there is something next: one file for each kind of account. */
export * from './dataset.ts';
export * from './governance.ts';
export { deadline, earlier, hasCome, type Due, type DueStep, type Moment } from './moment.ts';
export * from './page.ts';
export * from './pageBytes.ts';
export * from './payout.ts';
export * from './pool.ts';
export * from './review.ts';
export * from './task.ts';
