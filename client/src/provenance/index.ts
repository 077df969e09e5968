/** `@tagger/client/provenance`: who made a dataset, proven from the chain alone, with any RPC node. */
export { TaggerClientError } from '../clientError.ts';
export { auditTrail, LICENCE_STEPS } from './audit.ts';
export type { AuditedMember, AuditedPanel, AuditTrail, Trace } from './audit.ts';
export { callsOf, Ledger, signaturesOf, type Call, type Landed } from './history.ts';
export { datasetHistory, parseProof, proofFrom, proveRecord, recordOfItem } from './proof.ts';
export type { ProvenanceProof, ProvenSeat } from './proof.ts';
export { recordsFromHistory, type RecordHistory, type SeatHistory, type TaskHistory } from './records.ts';
export { verifyProvenance, type Provenance } from './verify.ts';
