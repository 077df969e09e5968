/** The kit, for bots of one's own, and the bots that exist. */
export * from './kit/index.ts';
export { keeper } from './keeper/keeper.ts';
export { keyserver } from './keyserver/keyserver.ts';
export { sponsor } from './sponsor/sponsor.ts';
