/** How long something is: "10 minutes", rounded to two units at most; "0 seconds" for nothing. */
const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

export function span(seconds: number | bigint): string {
  let rest = Math.max(0, Number(seconds));
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}

/** A clock of what is left, "4:07" or "1:02:30"; "0:00" when it is over. */
export function countdown(seconds: number | bigint): string {
  const left = Math.max(0, Number(seconds));
  const [hours, minutes] = [Math.floor(left / 3_600), Math.floor((left % 3_600) / 60)];
  const two = (number: number): string => String(number).padStart(2, '0');
  const short = `${hours > 0 ? two(minutes) : minutes}:${two(left % 60)}`;
  return hours > 0 ? `${hours}:${short}` : short;
}
