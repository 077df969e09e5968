/** TAG for people: base units have six decimals; zeros at the end are left out, thousands are grouped. No rounding. */
export function formatUnits(base: bigint, decimals = 6): string {
  const sign = base < 0n ? '−' : '';
  const digits = (base < 0n ? -base : base).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const part = digits.slice(-decimals).replace(/0+$/, '');
  return `${sign}${whole}${part === '' ? '' : `.${part}`}`;
}
