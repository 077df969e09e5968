/** CSV (RFC 4180) that a spreadsheet shows and does not run. */
import { TaggerClientError } from '../clientError.ts';
import { linesOf, type Column, type Value } from './table.ts';

/**
 * Starts that spreadsheets take for a formula, also behind white space and in full width. Text that begins so gets an
 * apostrophe in front, as OWASP advises; numbers are numbers and keep their sign. Parquet keeps text as it is.
 */
const FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

/** Lines end with CR LF, the first names the columns; no value is an empty field. Throws `NullCharacter`. */
export function toCsv(columns: readonly Column[]): string {
  const lines = Array.from({ length: linesOf(columns) }, (_, line) =>
    columns.map(({ values }) => fieldOf(values[line] ?? null)).join(','),
  );
  return [columns.map(({ name }) => fieldOf(name)).join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function fieldOf(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  if (value.includes('\0'))
    throw new TaggerClientError(
      'NullCharacter',
      'a value holds a null character, which ends a field in many readers: remove it',
    );
  const text = FORMULA.test(value) ? `'${value}` : value;
  // Semicolons and tabs end cells where the decimal sign is a comma.
  return /[",;\t\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
