/** The keeper: pushes every deadline anyone may push, for everybody who fell silent. */
import { PublicKey, type AccountInfo } from '@solana/web3.js';
import {
  createMember,
  fetchMember,
  translate,
  type ChainClock,
  type DueStep,
  type Keeper as Member,
  type TaggerClientError,
} from '@tagger/client';
import { z } from 'zod';
import { amount, defineBot, type Effect, type Kit, type Running } from '../kit/index.ts';
import { Audits, reviewDuties } from './duties.ts';
import { headStart, Pusher, type Outcome, type Work } from './pusher.ts';
import { Scout, type Found } from './scout.ts';
import { chainSource } from './source.ts';

export const SETTINGS = {
  /** Seconds between sweeps over all accounts: notifications get lost. */
  sweepSecs: z.number().positive().default(300),
  /** Listen to changes; without it, only sweeps and its own pushes tell it. */
  subscribe: z.boolean().default(true),
  /** Most seconds a step is left to other keepers, by a number of its own for each keeper and step. */
  spreadSecs: z.number().int().nonnegative().max(600).default(0),
  maxSteps: z.number().int().min(1).max(40).default(16),
  lanes: z.number().int().min(1).max(32).default(4),
  /** Accounts of one pass. */
  batch: z.number().int().min(1).max(10_000).default(500),
  /** Push only where the fee is at most this many times what comes in; left out: for nothing. */
  feesToTips: z.number().nonnegative().optional(),
  /** What one TAG of tips counts for `feesToTips`, lamports. */
  lamportsPerTag: z.number().nonnegative().default(0),
  /** Make the wallet a member when it is none, which costs rent: tips go to members only. */
  createMember: z.boolean().default(false),
  /** Open audits the lot fell on; their rent comes back when the review is over. */
  audits: z.boolean().default(true),
  /** Smallest balance that is sent to members who asked for it, base units. */
  payoutFrom: amount.default(1_000_000n),
};

/** Passes of one round, so that a round ends. */
const PASSES = 50;
/** Chain seconds until a step that was refused is tried again; doubled each time. */
const PARKED_SECS = 30n;
const MOST_PARKED_SECS = 3_600n;

interface Parked {
  until: bigint;
  times: number;
}

class Keeper implements Running {
  private readonly kit: Kit;
  private readonly settings: z.output<z.ZodObject<typeof SETTINGS>>;
  private readonly scout: Scout;
  private readonly audits = new Audits();
  private readonly parked = new Map<string, Parked>();
  private readonly firstSeen = new Map<string, bigint>();
  private readonly counts: ReturnType<typeof counters>;
  private sweptAt = -Infinity;
  private clock: ChainClock | undefined;
  /** Who earns tips: this wallet, where it is a member. */
  private member: Member | undefined;
  private readonly pusher: Pusher;
  /** Steps of the pass that were refused, to be asked about again. */
  private refusals: { work: Work; error: TaggerClientError | undefined }[] = [];

  constructor(kit: Kit, settings: Keeper['settings'], scout: Scout) {
    this.kit = kit;
    this.settings = settings;
    this.scout = scout;
    this.counts = counters(kit);
    this.pusher = new Pusher(kit, settings, {
      outcome: (work, what, error) => this.note(work, what, error),
      landed: (instructions, effect) => {
        // Whatever the transaction wrote may be due anew.
        const written = instructions.flatMap(({ keys }) => keys.filter(({ isWritable }) => isWritable));
        scout.touch(new Set(written.map(({ pubkey }) => pubkey.toBase58())));
        this.earn(effect);
      },
    });
  }

  /** What the chain tells. Before the first sweep there is no clock, and nothing to compare with. */
  changed(address: PublicKey, info: AccountInfo<Buffer>): void {
    if (this.clock === undefined) return;
    this.scout.notice(address, info, this.clock);
    this.kit.wake();
  }

  async round(): Promise<boolean> {
    const { chain, log, stopping } = this.kit;
    this.clock = await chain.clock();
    if (performance.now() - this.sweptAt > this.settings.sweepSecs * 1_000) {
      this.scout.facts.config = await chain.config();
      this.member = await memberOf(this.kit, this.settings.createMember, this.clock);
      const accounts = await this.scout.sweep(this.clock);
      this.sweptAt = performance.now();
      this.tidy(this.clock);
      log.info({ accounts }, 'read all accounts');
    }
    this.counts.known.set(this.scout.index.size);
    for (let pass = 0; pass < PASSES && !stopping.aborted; pass += 1) {
      if (!(await this.pass())) return false;
      this.clock = await chain.clock();
    }
    return true;
  }

  /** What is remembered of steps that are long gone. */
  private tidy({ seconds }: ChainClock): void {
    const old = seconds - 2n * MOST_PARKED_SECS;
    for (const [key, { until }] of this.parked) if (until < old) this.parked.delete(key);
    for (const [key, seen] of this.firstSeen) if (seen < old) this.firstSeen.delete(key);
    this.audits.tidy();
  }

  /** One look at what is ready. Returns whether anything was pushed. */
  private async pass(): Promise<boolean> {
    const clock = this.clock as ChainClock;
    const found = await this.scout.due(clock, this.settings.batch);
    const work: Work[] = [];
    for (const one of found) work.push(...(await this.carefully(one, clock)));
    this.counts.due.set(work.length);
    if (work.length === 0) return false;
    this.refusals = [];
    const before = this.pushedSteps;
    try {
      await this.pusher.push(work, clock, this.member);
    } finally {
      await this.judgeRefusals(clock);
    }
    if (this.kit.dryRun) {
      // Nothing has changed: the same would be found for ever.
      for (const { about } of work)
        this.scout.later(new PublicKey(about), { seconds: clock.seconds + PARKED_SECS }, clock);
      return false;
    }
    return this.pushedSteps > before;
  }

  private pushedSteps = 0;

  /** As `worksOf`; an account whose state nobody expected is left alone for a while, and the others go on. */
  private async carefully(found: Found, clock: ChainClock): Promise<Work[]> {
    try {
      return await this.worksOf(found, clock);
    } catch (thrown) {
      const error = translate(thrown);
      if (error.name === 'ConnectionLost') throw error;
      const account = found.address.toBase58();
      this.kit.log.warn(
        { account, kind: found.kind, err: error },
        'what is due on this account could not be found out',
      );
      this.scout.later(found.address, { seconds: clock.seconds + PARKED_SECS }, clock);
      return [];
    }
  }

  /** The steps of an account this keeper shall push now; an account with none goes back to its place. */
  private async worksOf(found: Found, clock: ChainClock): Promise<Work[]> {
    const { address } = found;
    const about = address.toBase58();
    let { steps, next } = found;
    if (found.review === true) ({ steps, next } = await reviewDuties(this.kit.chain.connection, address, this.member));
    if (this.settings.audits && (found.lots?.length ?? 0) > 0)
      steps = [...steps, ...(await this.audits.duties(this.kit.chain.connection, found))];
    const now = steps.filter((step) => this.mayPush(step, clock));
    if (now.length > 0) return now.map((step) => ({ step, about }));
    const again = steps.map(({ key }) => this.heldUntil(key)).reduce<bigint | undefined>(least, next?.seconds);
    const at = { ...(again !== undefined && { seconds: again }), ...(next?.slot !== undefined && { slot: next.slot }) };
    this.scout.later(address, steps.length === 0 && next === undefined ? undefined : at, clock);
    return [];
  }

  private mayPush({ key }: DueStep, clock: ChainClock): boolean {
    if (!this.firstSeen.has(key)) this.firstSeen.set(key, clock.seconds);
    return clock.seconds >= this.heldUntil(key);
  }

  /** Chain second until which this keeper leaves a step alone. */
  private heldUntil(key: string): bigint {
    const parked = this.parked.get(key)?.until ?? 0n;
    const own = headStart(this.kit.wallet.publicKey.toBase58(), key, this.settings.spreadSecs);
    const others = (this.firstSeen.get(key) ?? 0n) + own;
    return parked > others ? parked : others;
  }

  private note(work: Work, what: Outcome, error?: TaggerClientError): void {
    const { key } = work.step;
    if (what !== 'pushed') {
      this.refusals.push({ work, error });
      return;
    }
    this.parked.delete(key);
    this.firstSeen.delete(key);
    this.pushedSteps += 1;
    if (this.kit.dryRun) this.kit.log.info({ step: key }, 'would be pushed');
    else this.kit.log.info({ step: key }, 'pushed');
    this.counts.pushed.inc({ kind: work.step.what });
  }

  private earn(effect: Effect | undefined): void {
    if (effect === undefined || this.kit.dryRun) return;
    this.counts.fees.inc(Number(effect.fee));
    const tips = effect.fee - effect.lamports;
    if (tips > 0n) this.counts.tips.inc(Number(tips));
    if (effect.tips > 0n) this.counts.tipsTag.inc(Number(effect.tips));
  }

  /** A refused step that is no longer due was somebody else's: a lost race. One that still is waits, longer each time. */
  private async judgeRefusals(clock: ChainClock): Promise<void> {
    if (this.refusals.length === 0) return;
    const refusals = this.refusals.splice(0);
    const abouts = [...new Set(refusals.map(({ work }) => work.about))];
    const found = await this.scout.look(abouts, clock);
    const due = new Set(found.flatMap(({ steps }) => steps.map(({ key }) => key)));
    const own = new Set(
      found
        .filter((one) => one.review === true || (one.lots?.length ?? 0) > 0)
        .map(({ address }) => address.toBase58()),
    );
    for (const { work, error } of refusals) {
      const { key } = work.step;
      if (!due.has(key) && !own.has(work.about)) {
        this.counts.lost.inc({ kind: work.step.what });
        this.kit.log.debug({ step: key, refusal: error?.name }, 'somebody else was faster');
        this.parked.delete(key);
        this.firstSeen.delete(key);
        continue;
      }
      const times = (this.parked.get(key)?.times ?? 0) + 1;
      const pause = PARKED_SECS * 2n ** BigInt(Math.min(times - 1, 7));
      const until = clock.seconds + (pause < MOST_PARKED_SECS ? pause : MOST_PARKED_SECS);
      this.parked.set(key, { until, times });
      this.counts.refused.inc({ kind: work.step.what, name: error?.name ?? 'unknown' });
      // Once it may be a node that is behind.
      const level = times > 1 && error?.name !== 'NotProfitable' ? 'warn' : 'debug';
      this.kit.log[level]({ step: key, err: error, times }, 'a step that is due was refused; it waits');
    }
  }
}

const least = (a: bigint | undefined, b: bigint): bigint => (a === undefined || b < a ? b : a);

/** Names the wallet where it is a member, and makes it one where the settings say so. */
async function memberOf(
  { chain, wallet, log, dryRun }: Kit,
  create: boolean,
  clock: ChainClock,
): Promise<Member | undefined> {
  const own = { wallet: wallet.publicKey };
  if ((await fetchMember(chain.connection, own.wallet)) !== null) return own;
  if (!create || dryRun) return undefined;
  await wallet.push([createMember({ payer: own.wallet, ...own })], clock);
  log.info('this wallet is a member now');
  return own;
}

function counters({ metrics }: Kit) {
  return {
    known: metrics.gauge('keeper_accounts', 'Accounts in the index'),
    due: metrics.gauge('keeper_due', 'Steps found due in the last pass'),
    pushed: metrics.counter('keeper_pushed_total', 'Steps pushed, by instruction', ['kind']),
    lost: metrics.counter('keeper_lost_races_total', 'Steps somebody else pushed first, by instruction', ['kind']),
    refused: metrics.counter('keeper_refused_total', 'Steps refused though they are due', ['kind', 'name']),
    fees: metrics.counter('keeper_fees_lamports_total', 'Fees paid'),
    tips: metrics.counter('keeper_tips_lamports_total', 'Lamports that came in with pushes, returned rent included'),
    tipsTag: metrics.counter('keeper_tips_tag_total', 'Tips earned, base units of TAG; they are stake'),
  };
}

export const keeper = defineBot({
  name: 'keeper',
  about: 'Pushes every deadline that is due, so that nobody waits for somebody who is gone',
  settings: SETTINGS,
  async start(kit, settings) {
    const { chain, log } = kit;
    const unreadable = (address: PublicKey, error: unknown): void =>
      log.warn({ account: address.toBase58(), err: error }, 'an account can not be read');
    const scout = new Scout(chainSource(chain.connection), await chain.config(), settings.payoutFrom, unreadable);
    const running = new Keeper(kit, settings, scout);
    if (settings.subscribe) chain.onChange((address, info) => running.changed(address, info));
    return running;
  },
});
