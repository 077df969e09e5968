/** `@tagger/client/report`: agreement measures, Dawid-Skene and a panel's consensus, without anything of a chain. */
export type { Crowd, CrowdAnswer } from './crowd.ts';
export type { DawidSkene, DawidSkeneOptions } from './dawidSkene.ts';
export { ReportError } from './engine.ts';
export { loadReport, type Report } from './load.ts';
export { PANEL_METHODS, type PanelConsensus, type PanelInput } from './panel.ts';
export { ALPHA_METRICS, KAPPA_WEIGHTS } from './reliability.ts';
export type { Alpha, AlphaMetric, Kappa, KappaWeights, MeanKappa } from './reliability.ts';
export type { Score } from './score.ts';
export { MATCH_METHODS, type Box, type LabelledBox, type Matching, type MatchOptions, type Point } from './shapes.ts';
export type { EditRate, Normalisation, Span } from './text.ts';
