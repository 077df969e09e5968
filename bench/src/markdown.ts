/** Tables for README and terminal. */
export type Cell = string | number | bigint;

/** A cell as text. */
export const shown = (cell: Cell): string => {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'bigint') return cell.toLocaleString('en');
  const digits = Number.isInteger(cell) ? 0 : Math.abs(cell) < 10 ? 2 : 1;
  return cell.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** A GitHub table; the first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map((row) => line(row.map(shown)))].join('\n');
}

export const times = (ratio: number): string =>
  `${ratio >= 10 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1)}x`;
