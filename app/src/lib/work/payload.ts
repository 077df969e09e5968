/** Payloads of a person: sealed and posted before they are committed to, and their keys given to those who judge and who pays. */
import type { TaskAccount } from '@tagger/client';
import type { ItemAnswer, Rules } from '@tagger/client/published';
import type { Chain } from '../chain/door.ts';
import { rulesOf } from '../services/taskPage.ts';
import { isComplete } from './answers.ts';
import { placeOf, type Desk, type HeldPanel } from './desk.ts';
import { keepPayload, payloadsOf, type Answer, type Draft } from './kept.ts';
import type { Worker } from './round.ts';

export const isPayload = ({ client }: Chain, { terms }: Pick<TaskAccount, 'terms'>): boolean =>
  terms.method === client.METHOD.payload;

/** 32 bytes for one panel, the same on every device of the person. */
const secretOf = ({ client }: Chain, secret: Uint8Array, desk: Desk, page: number, panel: bigint): Uint8Array =>
  client.saltFor(secret, desk.task.address, page, panel);

const said = (answer: Answer | null): ItemAnswer =>
  answer === null || 'label' in answer ? {} : 'skip' in answer ? { skipped: answer.skip } : answer.given;

async function rulesFor(chain: Chain, desk: Desk): Promise<Rules> {
  const { rules, trouble } = await rulesOf(chain, desk.task);
  if (rules === undefined) throw new Error(trouble);
  return rules;
}

/**
 * The 64 bytes that answer a panel: what was posted of the same answers before, or a new sealing, which is kept before anything is committed
 * to. `undefined` while an item is missing. Throws what `encodeAnswers` and `Storage.put` throw.
 */
export async function sealedAnswer(
  chain: Chain,
  { payloadSecret, storage }: Pick<Worker, 'payloadSecret' | 'storage'>,
  held: HeldPanel,
  draft: Draft,
): Promise<Uint8Array | undefined> {
  if (!isComplete(draft, held) || payloadSecret === undefined || storage === undefined) return undefined;
  const { desk, page, panel } = held;
  const rules = await rulesFor(chain, desk);
  const [{ encodeAnswers }, { sealPayload }, { sha256 }, { bytesToHex }] = await Promise.all([
    import('@tagger/client/published'),
    import('@tagger/client/payload'),
    import('@noble/hashes/sha2'),
    import('@noble/hashes/utils'),
  ]);
  const items = draft.answers.map((answer, at) => ({ id: String(panel.firstItem + at), ...said(answer) }));
  const bytes = encodeAnswers({ classes: rules.classes, items, models: [], assisted: [] }, rules, panel);
  const [place, plain] = [placeOf(chain, held), bytesToHex(sha256(bytes))];
  const before = (await payloadsOf(place)).findLast((one) => one.plain === plain);
  if (before !== undefined) return before.answer;
  const secret = secretOf(chain, payloadSecret, desk, page.index, panel.number);
  const { answer } = await sealPayload(storage, bytes, secret);
  const packed = Uint8Array.from([...answer.hash, ...answer.id]);
  await keepPayload(place, { plain, answer: packed });
  return packed;
}

/** Posts keys for whoever sits on a review of one of these panels. Returns for how many rounds. Throws what `shareKeys` throws. */
export async function shareOwn(
  chain: Chain,
  { payloadSecret, storage, session }: Worker,
  desk: Desk,
  held: readonly HeldPanel[],
): Promise<number> {
  const judged = held.filter(({ standing }) => standing === 'deciding' || standing === 'judged');
  if (judged.length === 0 || payloadSecret === undefined || storage === undefined || session === undefined) return 0;
  const { payloadSharer, readerKeyOf, shareKeys } = await import('@tagger/client/payload');
  const readerKey = readerKeyOf(await rulesFor(chain, desk));
  const shared = await shareKeys(
    chain.connection,
    desk.task.address,
    (page, panel) => {
      const own = judged.some((one) => one.page.address.equals(page.address) && one.panel.number === panel.number);
      if (!own) return undefined;
      return payloadSharer(secretOf(chain, payloadSecret, desk, page.index, panel.number), readerKey);
    },
    { storage, poster: session.key.publicKey },
  );
  return shared.length;
}
