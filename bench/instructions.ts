/** Compute units, bytes, fees and rent of every instruction, beside the naive twin and SPL Token, with the goals. */
import { instructionReport } from './src/report.ts';

console.log(instructionReport());
