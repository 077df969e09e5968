/** Panels that wait for the requester to show their known answers. */
import type { PanelRow, Watched } from './watch.ts';

export const goldDue = ({ panels, clock }: Watched): PanelRow[] =>
  panels.filter(({ phase, until }) => phase === 'gold' && until > clock.seconds);
