/**
 * `@tagger/client/evidence`: what answers alone say about who gave them: copies, empty answers, agreement, pace. Pure functions for
 * validators, requesters and the app. Nothing here is a proof, and the program does not know of it.
 */
export { copies, copyGroups, tail, type CopyOptions, type Pair } from './copies.ts';
export { entropyBits, memberEvidence, shareOf, type MemberEvidence, type MemberOptions, type Share } from './member.ts';
export { Answers, type Rest } from './others.ts';
export { crowdOf, goldOf, type PanelCrowd } from './panels.ts';
export { pacesOf, secondsPerItem, type Pace } from './pace.ts';
