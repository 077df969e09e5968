/** Events an instruction always logs: one that lacks them had its log cut, or a node left them out. */
import type { Call } from './calls.ts';

const ALWAYS: Record<string, readonly string[]> = {
  collect: ['collected', 'reputationChanged'],
  collectVotes: ['collected'],
  returnClaim: ['collected', 'reputationChanged'],
  dropTicket: ['ticketDropped'],
  contestItems: ['caseMoved'],
  contestScore: ['caseMoved'],
  appealItems: ['caseMoved'],
  appealScore: ['caseMoved'],
  auditPanel: ['caseMoved'],
  accuseLicense: ['caseMoved', 'licenseChanged'],
  defendLicense: ['caseMoved'],
  concludeCase: ['caseConcluded'],
  concludeAccusation: ['caseConcluded'],
  claimShare: ['revenueTaken'],
  leaveDataset: ['revenueTaken', 'seatChanged'],
  takeRevenue: ['revenueTaken'],
  buyLicense: ['licenseChanged'],
  deliverKey: ['licenseChanged'],
  refundPurchase: ['licenseChanged'],
  acceptBid: ['bidChanged', 'licenseMoved', 'licenseChanged'],
  bidLicense: ['bidChanged'],
  withdrawBid: ['bidChanged'],
  stake: ['memberChanged'],
  unstake: ['memberChanged'],
  withdrawStake: ['memberChanged'],
  withdrawBalance: ['memberChanged'],
  createMember: ['memberChanged'],
  closeMember: ['memberChanged'],
  openTask: ['taskChanged'],
  fundTask: ['taskChanged'],
  refundTask: ['taskChanged'],
  closeTask: ['taskChanged'],
  openPage: ['pageChanged'],
  openPanels: ['pageChanged'],
  foldPage: ['pageChanged'],
  recyclePage: ['pageChanged'],
  closePage: ['pageChanged'],
  sweepTask: ['taskSwept'],
  pushPayouts: ['payoutsPushed'],
  commit: ['seatActed'],
  reveal: ['seatActed'],
  closeProposal: ['proposalMoved'],
};

/** Whether a call logged all that its instruction always logs; `settle` logs once a panel, a lapsed claim one of two things. */
export function alwaysLogs({ name, args, events }: Call): boolean {
  const has = (wanted: string): boolean => events.some((event) => event.name === wanted);
  if (name === 'settle') return events.length === (args['panels'] as unknown[]).length;
  if (name === 'expireClaim') return has('collected') || has('claimExcused');
  return (ALWAYS[name] ?? []).every(has);
}
