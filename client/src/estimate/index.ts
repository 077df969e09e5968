/** For requesters: how sure labels are, and whether more should be bought. */
export * from './accuracy.ts';
export * from './buying.ts';
export * from './crowd.ts';
