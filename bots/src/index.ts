/** The kit, for bots of one's own, and the bots that exist. */
export * from './kit/index.ts';
export { annotator, annotatorWith } from './annotator/annotator.ts';
export type { OpenModel } from './annotator/model.ts';
export { keeper } from './keeper/keeper.ts';
export { keyserver } from './keyserver/keyserver.ts';
export { requester } from './requester/requester.ts';
export { sponsor } from './sponsor/sponsor.ts';
export { validator, validatorWith } from './validator/validator.ts';
