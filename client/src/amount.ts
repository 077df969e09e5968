/** TAG amounts: `bigint` base units inside, decimal text at the edges. Never floating point. */

/** Decimals of TAG. */
export const TAG_DECIMALS = 6;

/** `"1.5"` TAG to base units. Refuses anything but a plain non-negative decimal with at most six places. */
export function parseTag(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (match === null)
    throw new RangeError(
      `"${text}" is no amount of TAG: write digits with at most ${TAG_DECIMALS} decimals, like 12.5`,
    );
  const amount =
    BigInt(match[1] ?? '0') * 10n ** BigInt(TAG_DECIMALS) + BigInt((match[2] ?? '').padEnd(TAG_DECIMALS, '0'));
  if (amount > 0xffff_ffff_ffff_ffffn) throw new RangeError(`"${text}" TAG do not fit 64 bits`);
  return amount;
}

/** Base units to decimal text without trailing zeros. */
export function formatTag(amount: bigint): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(TAG_DECIMALS + 1, '0');
  const decimals = digits.slice(-TAG_DECIMALS).replace(/0+$/, '');
  return sign + digits.slice(0, -TAG_DECIMALS) + (decimals === '' ? '' : `.${decimals}`);
}
