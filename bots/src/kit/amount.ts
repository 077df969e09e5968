/** Settings and state keep amounts as decimal text: JSON numbers lose units above 2^53. */
import { z } from 'zod';

/** Base units or lamports: a whole number, as text or as a JSON number that is exact. */
export const amount = z
  .union([z.string().regex(/^\d{1,20}$/, 'a whole number in base units'), z.number().int().nonnegative()])
  .transform((value, context) => {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      context.addIssue({ code: 'custom', message: 'write numbers above 2^53 as text' });
      return z.NEVER;
    }
    return BigInt(value);
  });
