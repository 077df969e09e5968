/** Items and payloads of a review, as whoever looks at it may read them. */
import type { Identity } from '@tagger/client/keys';
import type { AnsweredItem } from '@tagger/client/suggestions';
import type { Chain } from '../chain/door.ts';
import { privateItems, privateItemsBy, publicItems, type Items } from '../workbench/items.ts';
import type { Case } from './case.ts';

/** What the wallet reads with, asked for only where something is encrypted. */
export interface Reader {
  wallet: string;
  identity: () => Promise<Identity>;
}

/** Items of the task; `undefined` where nothing opens them for this wallet. Throws what reading them throws. */
export async function caseItems(chain: Chain, view: Case, who: Reader | undefined): Promise<Items | undefined> {
  const { task, rules, breach, mine } = view;
  if (rules === undefined || breach) return undefined;
  if (task.terms.private === 0) return publicItems(chain, task, rules);
  if (who === undefined) return undefined;
  if (mine?.seat?.validator === 0) return privateItems(chain, task, rules, who.wallet, who.identity);
  if (mine?.held === undefined) return undefined;
  const [{ readTaskKey }, { itemsOf }] = await Promise.all([
    import('@tagger/client/private'),
    import('@tagger/client/published'),
  ]);
  const sealed = { itemsKey: task.itemsKey, list: itemsOf(task, rules) };
  const own = await readTaskKey(chain.storage, await placeOf(chain, view), sealed, await readingAs(chain, who));
  return privateItemsBy(chain, task, rules, own);
}

/** A payload as it was opened. */
export interface OpenedPayload {
  /** By place in the panel; `undefined` where it is a file of another kind. */
  answers: readonly AnsweredItem[] | undefined;
  /** What its items' labels mean. */
  classes: readonly string[];
  /** The file as text, where it is no file of answers. */
  raw: string;
  /** Whether the requester can open it too: what he can't read is not delivered. */
  requesterReads: boolean;
}

/** Bytes of a file of another kind that are shown. */
const MOST_RAW = 20_000;

/** Opens the payload that is judged. Throws `NoKeys` while nobody posted its key for this wallet, and what reading throws. */
export async function openedPayload(chain: Chain, view: Case, who: Reader): Promise<OpenedPayload> {
  const { client } = chain;
  const { subject, rules, task } = view;
  const answer = subject?.payloads.find((one) => one !== undefined);
  if (answer === undefined || rules === undefined)
    throw new client.TaggerClientError(
      'NoPayload',
      'Nobody handed in an answer that could be read: it can only be rejected.',
    );
  const [{ readerKeyOf, readSharedPayload }, { decodeAnswerFile }] = await Promise.all([
    import('@tagger/client/payload'),
    import('@tagger/client/suggestions'),
  ]);
  const requester = { wallet: task.requester, key: readerKeyOf(rules) };
  const reading = { ...(await readingAs(chain, who)), requester };
  const { plain, requesterReads } = await readSharedPayload(chain.storage, await placeOf(chain, view), answer, reading);
  try {
    const { items, classes } = decodeAnswerFile(plain);
    return { answers: items, classes, raw: '', requesterReads };
  } catch {
    const raw = new TextDecoder().decode(plain.subarray(0, MOST_RAW));
    return { answers: undefined, classes: [], raw, requesterReads };
  }
}

async function readingAs({ client, connection, PublicKey }: Chain, { wallet, identity }: Reader) {
  const { deliveryKey } = await import('@tagger/client/keys');
  const self = new PublicKey(wallet);
  const [own, member] = await Promise.all([identity(), client.fetchMember(connection, self)]);
  const named = member?.key ?? [];
  if (named.every((byte) => byte === 0))
    throw new client.TaggerClientError(
      'NoKey',
      'You named no key, so nothing could be encrypted for you: name one on the page “Judge”.',
    );
  const key = deliveryKey(own);
  if (!key.every((byte, at) => byte === named[at]))
    throw new client.TaggerClientError(
      'OtherKey',
      'You named another key for what is encrypted for you: replace it with `tagger key --replace`, or use the wallet it came from.',
    );
  return { self: { wallet: self, key }, identity: own };
}

/** The judged panel with those who are likely to have posted keys for it. */
async function placeOf({ client, connection }: Chain, { task, subject, last }: Case) {
  const on = new Set(subject?.slots.filter(({ state }) => state !== 'empty').map(({ seat }) => seat));
  const seats = await client.listSeats(connection, { task: task.address });
  const wallets = seats.filter(({ index }) => on.has(index)).map(({ wallet }) => wallet);
  return {
    page: last.case.subjectPage,
    panel: subject?.number ?? 0n,
    posters: [...wallets, task.requester, task.operator],
  };
}
