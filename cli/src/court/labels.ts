/** Names of labels and items, as the requester published them; of a payload task the verdicts. */
import {
  fetchPage,
  METHOD,
  skipCode,
  TaggerClientError,
  translate,
  VERDICT,
  type Bits,
  type Keyed,
  type TaskAccount,
} from '@tagger/client';
import type { Context } from '../context.ts';
import { openerOf, placeOfPanel } from '../private/opener.ts';
import { readItems, readRules, type ReadItem } from '../publish.ts';
import { describeItem, type Rules } from '@tagger/client/published';
import type { Located } from './locate.ts';

export interface Names {
  /** Labels in the order of their codes; `undefined` when Arweave was out of reach. */
  classes: string[] | undefined;
  /** Items of the task in order, as people are shown them; the same, and where they are encrypted and nothing opens them. */
  items: string[] | undefined;
  /** Name of what keeps the items of a private task from being read. */
  hidden?: string;
  label(code: number): string;
}

const VERDICTS = Object.keys(VERDICT);

/** Reads the rules of a task. Without Arweave labels are their codes: what is on the chain can be read all the same. */
export async function namesOf(arweave: string, task: TaskAccount): Promise<Names> {
  return namesFrom(arweave, task, (rules) =>
    task.terms.private === 0 ? readItems(arweave, task, rules) : Promise.resolve(undefined),
  );
}

/** The same as a wallet may read it: items of a private task with its seat's key, or with what was posted for its validators. */
export async function namesFor(
  context: Context,
  arweave: string,
  task: Keyed<TaskAccount>,
  located?: Located,
): Promise<Names> {
  if (task.terms.private === 0) return namesOf(arweave, task);
  let hidden: string | undefined;
  const names = await namesFrom(arweave, task, async (rules) => {
    try {
      const posted = await postedFor(context, task, located);
      return await readItems(arweave, task, rules, await openerOf(context, arweave, task, rules, posted));
    } catch (error) {
      hidden = translate(error).name;
      return undefined;
    }
  });
  return hidden === undefined ? names : { ...names, hidden };
}

async function postedFor(context: Context, task: Keyed<TaskAccount>, located: Located | undefined) {
  const page = located === undefined ? null : await fetchPage(context.connection, located.last.case.subjectPage);
  if (page === null || located?.subject === undefined) return undefined;
  return placeOfPanel(context, task, page, located.subject);
}

async function namesFrom(
  arweave: string,
  task: TaskAccount,
  read: (rules: Rules) => Promise<ReadItem[] | undefined>,
): Promise<Names> {
  const rules = await readRules(arweave, task).catch(() => undefined);
  const found = rules === undefined ? undefined : await read(rules).catch(() => undefined);
  const classes = task.terms.method === METHOD.payload ? VERDICTS : rules?.classes;
  return { classes, items: found?.map(describeItem), label: (code) => classes?.[code] ?? `${code}` };
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
