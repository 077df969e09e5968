/** Names of labels and items, as the requester published them; of a payload task the verdicts. */
import { METHOD, skipCode, TaggerClientError, VERDICT, type Bits, type TaskAccount } from '@tagger/client';
import { readPublished } from '../publish.ts';

export interface Names {
  /** Labels in the order of their codes; `undefined` when Arweave was out of reach. */
  classes: string[] | undefined;
  /** Items of the task in order; the same. */
  items: string[] | undefined;
  label(code: number): string;
}

const VERDICTS = Object.keys(VERDICT);

/** Reads the rules of a task. Without Arweave labels are their codes: what is on the chain can be read all the same. */
export async function namesOf(arweave: string, task: TaskAccount): Promise<Names> {
  const published = await readPublished(arweave, task).catch(() => undefined);
  const classes = task.terms.method === METHOD.payload ? VERDICTS : published?.rules.classes;
  return { classes, items: published?.items, label: (code) => classes?.[code] ?? `${code}` };
}

/**
 * Votes from a list of names separated by commas, in the order of the review's items; `-` votes on nothing where labels
 * have a code to spare. Throws `BadVotes`.
 */
export function parseVotes(text: string, count: number, { classes }: Names, task: TaskAccount): number[] {
  if (classes === undefined)
    throw new TaggerClientError('RulesMissing', 'the rules of the task were not found on Arweave: pass --arweave');
  const names = text.split(',').map((name) => name.trim());
  if (names.length !== count)
    throw new TaggerClientError('BadVotes', `${names.length} votes for ${count} items: give one for each, in order`);
  return names.map((name, at) => {
    if (name === '-') return noVote(task);
    const code = classes.indexOf(name);
    if (code < 0)
      throw new TaggerClientError('BadVotes', `vote ${at + 1} is "${name}": write one of ${classes.join(', ')}`);
    return code;
  });
}

function noVote({ terms }: TaskAccount): number {
  try {
    return skipCode(terms.bits as Bits, terms.classes);
  } catch {
    throw new TaggerClientError('BadVotes', 'labels of this task have no code left for "-": vote on every item');
  }
}
