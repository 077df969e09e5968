/** Practising before anything is signed. */
export const practise = {
  title: 'Practise first',
  lead: 'Items whose right answer is known. Nothing is signed, sent or paid, and nobody sees how you do.',
  loading: 'Fetching the rules',
  none: 'This task has nothing to practise on.',
  offer: (count: number) =>
    count === 1
      ? 'One item shows at once whether you have it right.'
      : `${count} items show at once whether you have them right.`,
  before: (right: number, all: number) => `Last time you had ${right} of ${all} right.`,
  check: 'Check my answer',
  next: 'Next item',
  right: 'Right',
  wrong: 'Not right',
  rightIs: 'The right answer is:',
  over: 'That was all of it',
  result: (right: number, all: number) => `${right} of ${all} right. This stays on your device.`,
  toTask: 'To the task',
  again: 'Practise again',
};
