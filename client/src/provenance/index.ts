/** `@tagger/client/provenance`: who made a dataset, proven from the chain alone, with any RPC node. */
export { TaggerClientError } from '../clientError.ts';
export { auditTrail, LICENCE_STEPS } from './audit.ts';
export type { AuditedMember, AuditedPanel, AuditTrail, Trace } from './audit.ts';
export { callsOf, decodeCall, Ledger, signaturesOf, type Call, type Landed } from './history.ts';
export { checkOpenings, eventFrom, indexedHistory, type IndexedHistory } from './indexed.ts';
export { datasetHistory, parseProof, proofFrom, proveRecord, recordOfItem } from './proof.ts';
export type { ProvenanceProof, ProvenSeat } from './proof.ts';
export { recomputeLabels, type LostLabels, type LostPanel } from './lost.ts';
export { recordsFrom, recordsFromHistory } from './records.ts';
export type { HistoryOptions, RecordedTask, RecordHistory, SeatHistory, TaskHistory } from './records.ts';
export { verifyProvenance, type Provenance, type ProvenStep } from './verify.ts';
