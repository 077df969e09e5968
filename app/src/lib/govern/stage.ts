/** Where a proposal stands, in words. */
import { text } from '../text/index.ts';
import type { Motion } from './state.ts';

export function stageText({ stage, proposal }: Pick<Motion, 'stage' | 'proposal'>): string {
  const said = text.govern;
  if (stage === 'counting') return said.counting;
  if (stage === 'locked') return said.lockedUntil;
  if (stage === 'expired') return said.expired;
  return said.status[proposal.status] ?? '';
}
