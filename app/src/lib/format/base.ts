/** Base units of an amount people wrote, like 12.5; undefined for what is none, or does not fit 64 bits. */
export function baseUnits(amount: string): bigint | undefined {
  const match = /^(\d{1,14})(?:\.(\d{1,6}))?$/.exec(amount.trim().replaceAll(',', ''));
  if (match === null) return undefined;
  const [, whole = '', part = ''] = match;
  const base = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
  return base < 1n << 64n ? base : undefined;
}
