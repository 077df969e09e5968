/** Compute units and lamports of datasets and licences, with the real programs below them. */
import { licenceReport } from './src/licences.ts';

console.log(licenceReport());
