/** `@tagger/client/routing`: which tasks fit whom, with the reasons; off chain, from public data, the same for everybody. */
export { accuracyOf, type Accuracy } from './accuracy.ts';
export { addressOf, type Address } from './address.ts';
export { stranger, taskFacts, type AnnotatorFacts, type RoutingRules, type TaskFacts } from './facts.ts';
export { annotatorFacts, seatCounters } from './member.ts';
export {
  FACTORS,
  payPerMinute,
  rankAnnotators,
  rankTasks,
  type Factor,
  type Match,
  type RankedAnnotator,
  type RankedTask,
  type RoutingContext,
} from './rank.ts';
export {
  dayOf,
  faded,
  kept,
  LEVELS,
  levelOf,
  NO_RECORD,
  qualityBps,
  recordLevel,
  stakeLevel,
  volumeOf,
  type DomainRecord,
} from './reputation.ts';
