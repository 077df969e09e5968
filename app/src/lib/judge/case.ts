/** One review as anybody sees it, and what the connected wallet has to do with it. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type {
  ChainClock,
  CourtView,
  Keyed,
  MemberAccount,
  PageView,
  PanelView,
  PoolView,
  ReviewDue,
  SeatAccount,
  TaskAccount,
} from '@tagger/client';
import type { Rules } from '@tagger/client/published';
import type { Chain } from '../chain/door.ts';
import { rulesOf } from '../services/taskPage.ts';
import { skipOf } from '../work/answers.ts';
import { heldSeats, isBreach, type Held } from './held.ts';

/** In what way the wallet may ask for another round. */
export type Party = 'requester' | 'annotator' | 'holder';

export interface Case {
  page: Keyed<PageView>;
  rounds: CourtView[];
  last: CourtView;
  task: Keyed<TaskAccount>;
  /** The judged panel; `undefined` once its place is used again, and where the review is about a licence. */
  subject: PanelView | undefined;
  breach: boolean;
  payload: boolean;
  rules: Rules | undefined;
  /** Why the rules can't be read. */
  trouble: string | undefined;
  /** Code of "no vote"; `undefined` where labels have none to spare. */
  skip: number | undefined;
  clock: ChainClock;
  pools: PoolView[];
  /** What anybody may push now, and what it waits for. */
  due: ReviewDue;
  mine: Mine | undefined;
}

/** What concerns the connected wallet. */
export interface Mine {
  member: Keyed<MemberAccount> | null;
  /** The wallet's seat on the newest round it was drawn for. */
  held: Held | undefined;
  /** It sat on the newest round, and everything of that is collected. */
  collected: boolean;
  /** It answered on the judged panel, or works for the task. */
  seat: Keyed<SeatAccount> | null;
  party: Party | undefined;
  /** Base units the wallet could pay an appeal from: balance of an annotator, tokens of the others. */
  purse: bigint;
}

/** `METHOD.payload` of the program. */
const PAYLOAD = 2;

/** `undefined` where there is no live review at this address. Throws what reading the chain throws. */
export async function caseAt(chain: Chain, address: string, wallet: string | undefined): Promise<Case | undefined> {
  const { client, connection } = chain;
  const key = keyOf(chain, address);
  const info = key === undefined ? null : await connection.getAccountInfo(key);
  if (key === undefined || info === null || !client.isAccount('page', info)) return undefined;
  const page = { ...client.decodePage(info), address: key };
  const rounds = page.panels.filter(client.isCourt);
  const last = rounds.at(-1);
  if (page.review !== 1 || last === undefined) return undefined;
  const breach = isBreach(rounds[0] ?? last);
  const [task, judged, clock, pools, due] = await Promise.all([
    client.fetchTask(connection, page.task),
    breach ? null : client.fetchPage(connection, last.case.subjectPage),
    client.fetchClock(connection),
    client.fetchPools(connection),
    client.dueOnReview(connection, key),
  ]);
  if (task === null) return undefined;
  const { rules, trouble } = await rulesOf(chain, task);
  const subject = judged?.panels.find(({ number }) => number === last.case.subject);
  const view = { page, rounds, last, task, subject, breach, rules, trouble, clock, pools, due };
  return {
    ...view,
    payload: task.terms.method === PAYLOAD,
    skip: breach ? undefined : skipOf(chain, task.terms),
    mine: wallet === undefined ? undefined : await mineOf(chain, view, new chain.PublicKey(wallet)),
  };
}

async function mineOf(
  chain: Chain,
  { page, task, subject, last, clock, breach }: Pick<Case, 'page' | 'task' | 'subject' | 'last' | 'clock' | 'breach'>,
  wallet: PublicKey,
): Promise<Mine> {
  const { client, connection } = chain;
  const [member, seat, tokens] = await Promise.all([
    client.fetchMember(connection, wallet),
    client.fetchSeat(connection, task.address, wallet),
    chain.tokensOf(wallet).then((account) => connection.getTokenAccountBalance(account).catch(() => undefined)),
  ]);
  const place = member === null ? undefined : client.placeOf(member);
  const held = place === undefined ? [] : heldSeats(chain, [page], place, clock);
  const answered = seat !== null && seat.validator === 0 && subject?.slots.some((slot) => isOn(slot, seat));
  const party = wallet.equals(task.requester) || wallet.equals(task.operator) ? 'requester' : undefined;
  const holder = breach && wallet.equals(task.accused) ? 'holder' : undefined;
  const annotator = answered === true ? 'annotator' : undefined;
  const as = breach ? holder : (party ?? annotator);
  const own = held.find(({ round }) => round.number === last.number) ?? held.at(-1);
  const collected = last.slots.some(({ state, seat: of }) => state === 'collected' && of === place);
  const wallets = BigInt(tokens?.value.amount ?? 0);
  return {
    member,
    held: own,
    collected,
    seat,
    party: as,
    purse: as === 'annotator' ? (member?.balance ?? 0n) : wallets + (as === 'requester' ? task.escrow : 0n),
  };
}

const isOn = ({ state, seat }: PanelView['slots'][number], own: SeatAccount): boolean =>
  state !== 'empty' && seat === own.index;

function keyOf({ PublicKey }: Chain, address: string): PublicKey | undefined {
  try {
    return new PublicKey(address);
  } catch {
    return undefined;
  }
}

/** An appeal that is possible now: at most what it costs, base units, and until when. */
export interface Appealable {
  cost: bigint;
  seats: number;
  until: bigint;
}

/** `undefined` where nobody can appeal any more, or not yet. */
export function appealOf(
  { client }: Chain,
  { last, page, clock }: Pick<Case, 'last' | 'page' | 'clock'>,
): Appealable | undefined {
  const { terms } = page;
  const next = last.case.round + 1;
  if (last.phase !== 'challenge' || next > terms.appealRounds) return undefined;
  if (client.isOver(last, terms.restartGraceSecs, clock)) return undefined;
  const seats = Math.min(client.MAX_SEATS, client.seatsOfRound(terms.reviewSeats, next));
  return { cost: client.reviewCost(terms, last.case.items.length, next), seats, until: last.until };
}

/** Asks for another round; what its fees need beyond the task's escrow comes from the requester's wallet with it. */
export async function appealing(
  chain: Chain,
  { page, last, task }: Pick<Case, 'page' | 'last' | 'task'>,
  party: Party,
  cost: bigint,
  wallet: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const at = { page: page.address, panel: last.number, task: task.address };
  if (party === 'annotator') return [client.appealScore({ ...at, wallet, subject: last.case.subjectPage })];
  const [from, { tagMint }] = [await chain.tokensOf(wallet), await chain.config()];
  if (party === 'holder') {
    const info = await connection.getAccountInfo(last.case.subjectPage);
    if (info === null)
      throw new client.TaggerClientError('NoLicence', 'The licence is gone: there is nothing to defend.');
    const { mint } = client.decodeAccount('license', info);
    return [client.defendLicense({ page: page.address, panel: last.number, holder: wallet, mint, from, tagMint })];
  }
  const { escrow = 0n } = (await client.fetchTask(connection, task.address)) ?? {};
  const missing = cost - escrow;
  return [
    ...(missing > 0n ? [client.fundTask({ payer: wallet, task: task.address, from, tagMint, amount: missing })] : []),
    client.appealItems({ ...at, operator: wallet }),
  ];
}

/** Whether a validator's votes of this task count for revenue only with a seat he has not opened. */
export const seatMissing = ({ PublicKey }: Chain, { task, mine }: Pick<Case, 'task' | 'mine'>): boolean =>
  mine?.held !== undefined && mine.seat === null && task.validatorBps > 0 && task.dataset.equals(PublicKey.default);
