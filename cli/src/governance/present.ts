/** What proposals would change, as it is now. */
import type { Connection } from '@solana/web3.js';
import { fetchDomains, fetchGovernance, TaggerClientError } from '@tagger/client';
import { needConfig } from '../context.ts';
import type { Present } from './changes.ts';

/** Throws `NoConfig` or `NoGovernance` where the migrations did not run. */
export async function presentState(connection: Connection): Promise<Present> {
  const [config, governance, domains] = await Promise.all([
    needConfig(connection),
    fetchGovernance(connection),
    fetchDomains(connection),
  ]);
  if (governance === null || domains === null)
    throw new TaggerClientError('NoGovernance', 'this cluster has no governance yet: run `tagger config init`');
  return { config, governance, domains };
}
