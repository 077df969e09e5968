/** Compute units of draws, votes and verdicts, with the goals. */
import { reviewReport } from './src/reviews.ts';

console.log(reviewReport());
