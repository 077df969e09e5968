/** The public surface of the Tagger client. */
export * from './amount.ts';
export * from './answers.ts';
export * from './build.ts';
export * from './commitment.ts';
export * from './constants.ts';
export * from './decode.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './fetch.ts';
export * from './gold.ts';
export * from './instructions/index.ts';
export * from './panel.ts';
export * from './pda.ts';
export * from './program.ts';
export * from './send.ts';
export * from './types.ts';
export { IDL } from './generated/idl.ts';
export type { Tagger } from './generated/tagger.ts';
