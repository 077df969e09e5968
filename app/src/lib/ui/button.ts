/** What looks like a button: buttons, and links that lead somewhere. */
const LOOKS = {
  main: 'bg-accent text-accent-text hover:opacity-90',
  plain: 'border border-edge bg-raised text-text hover:bg-sunken',
  quiet: 'text-text hover:bg-sunken',
  bad: 'bg-bad text-ground hover:opacity-90',
};
export type Look = keyof typeof LOOKS;

export const shapeOf = (look: Look): string =>
  `inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-4 py-2 text-sm font-medium disabled:opacity-60 ${LOOKS[look]}`;
