/** What the service tells its operator: one JSON object a line on standard error. Names and addresses, never keys or signed texts. */
export type Note = (what: string, about?: Readonly<Record<string, string | number | bigint>>) => void;

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

export const journal: Note = (what, about = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), what, ...about }, plain)}\n`);
};
