/** After the reveal: what a panel came to, what models had to do with it, and what nobody has to keep any longer. */
import type { ChainClock } from '@tagger/client';
import type { Storage } from '@tagger/client/storage';
import type { Chain } from '../chain/door.ts';
import { assistOf } from './answers.ts';
import { placeOf, type Desk, type HeldPanel, type Standing } from './desk.ts';
import { changeDraft, draftsOf, forgetAnswers, keepResult, type Draft, type Result } from './kept.ts';
import { answersTo, type Known } from './known.ts';

/** Where records of suggestions are posted, and the secret of salts; each where it is known. */
export interface Follower {
  secret: Uint8Array | undefined;
  storage?: Storage;
}

/** METHOD.payload of the client, which is loaded later. */
const PAYLOAD = 2;

const DECIDED: readonly Standing[] = ['contestable', 'judged', 'owed', 'paid', 'missed'];

/** Keeps what a panel came to while the chain shows it, and posts what models had to do with answers that are public. */
export async function follow(chain: Chain, who: Follower, known: Known, clock: ChainClock): Promise<void> {
  const { held, draft } = known;
  const { standing, slot } = held;
  const place = placeOf(chain, held);
  if (DECIDED.includes(standing)) await keepResult(place, { ...resultOf(held, clock), ...reasonsOf(draft) });
  const shown = slot.state === 'revealed' || slot.state === 'collected';
  if (shown && draft !== undefined && !draft.told) {
    // Somebody else collected while no key could post: it waits for one.
    if (!(await tell(chain, who, known, draft))) return;
    await changeDraft(place, held.panel, (kept) => ({ ...kept, told: true }));
  }
  if (slot.state === 'collected' || standing === 'missed') await forgetAnswers(place);
}

/** Why items were left out, as the person said it on this device. */
export const reasonsOf = (draft: Draft | undefined): Pick<Result, 'reasons'> =>
  draft === undefined
    ? {}
    : { reasons: draft.answers.map((answer) => (answer !== null && 'skip' in answer ? answer.skip : null)) };

export function resultOf({ panel, slot, page, standing }: HeldPanel, { seconds }: Pick<ChainClock, 'seconds'>): Result {
  const mine = panel.answers[slot.index];
  return {
    firstItem: panel.firstItem,
    mine: panel.labels.map((_, item) => {
      const label = mine?.[item];
      return label === undefined || label >= page.terms.classes ? null : label;
    }),
    decided: panel.labels,
    gold: panel.gold,
    contested: panel.contested,
    reward: slot.reward,
    seen: seconds,
    missed: standing === 'missed',
    ...(page.terms.method === PAYLOAD && { payload: true }),
  };
}

/** False where it could not be posted yet. */
async function tell(chain: Chain, who: Follower, known: Known, draft: Draft): Promise<boolean> {
  const record = await assistOf(draft);
  const { held, sealed } = known;
  const packed = who.secret === undefined ? sealed.at(-1) : answersTo(chain, who.secret, known);
  if (record === undefined || packed === undefined) return true;
  if (who.storage === undefined) return false;
  const [{ postSidecar }, { sha256 }] = await Promise.all([
    import('@tagger/client/suggestions/sidecar'),
    import('@noble/hashes/sha2'),
  ]);
  const { page, panel } = held;
  const about = { page: page.address, panel: panel.number, answers: sha256(packed) };
  await postSidecar(who.storage, { ...about, ...record });
  return true;
}

/**
 * Forgets answers to panels whose place is used again or whose page is closed. A node that is behind shows neither: what it does
 * not know of is kept.
 */
export async function sweep(chain: Chain, wallet: string, desks: readonly Desk[]): Promise<void> {
  for (const { place } of await draftsOf(chain.network.cluster, wallet)) {
    const desk = desks.find(({ task }) => task.address.toBase58() === place.task);
    if (desk === undefined) continue;
    const page = desk.pages.find(({ index }) => index === place.page);
    const closed = page === undefined && place.page < desk.task.pagesMade;
    if (closed || (page !== undefined && place.panel < page.firstPanel)) await forgetAnswers(place);
  }
}
