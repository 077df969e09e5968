/** The validator: votes where it is drawn, by a model and by what answers say about who gave them. */
import { PublicKey } from '@solana/web3.js';
import {
  collectVotes,
  commitSheet,
  createMember,
  DRAW,
  dutiesOf,
  fetchMember,
  fetchPools,
  fetchSeat,
  findValidator,
  joinPool,
  listReviews,
  locateReview,
  METHOD,
  placeOf,
  revealSheet,
  saltFor,
  sheetCommitment,
  stake,
  TaggerClientError,
  translate,
  type Bits,
  type ChainClock,
  type Duty,
  type Keyed,
  type Located,
  type MemberAccount,
  type PageView,
  type VoteSheet,
} from '@tagger/client';
import { readPublicItems, readRules } from '@tagger/client/published';
import { reader, type Reader } from '@tagger/client/storage';
import type { Predictor } from '@tagger/predictors';
import { skipOf } from '../annotator/answer.ts';
import { Labeller, modelOf, type OpenModel } from '../annotator/model.ts';
import { defineBot, withdraw, type Bot, type Kit, type Running } from '../kit/index.ts';
import { Ballots } from './ballots.ts';
import { decide, type Decision } from './decide.ts';
import { gather } from './evidence.ts';
import { SETTINGS, type ValidatorSettings } from './settings.ts';

/** Longer than any review with its appeals: ballots older than this are of no use. */
const FORGET_SECS = 90n * 86_400n;

class Validator implements Running {
  private readonly kit: Kit;
  private readonly settings: ValidatorSettings;
  private readonly open: OpenModel | undefined;
  private readonly ballots: Ballots;
  private readonly reader: Reader;
  private readonly saltSecret: Uint8Array;
  private readonly counts: ReturnType<typeof counters>;
  private readonly told = new Set<string>();
  private readonly opened = new Set<Predictor>();

  constructor(kit: Kit, settings: ValidatorSettings, open: OpenModel | undefined) {
    this.kit = kit;
    this.settings = settings;
    this.open = open;
    this.ballots = new Ballots(kit.ledger);
    const { gateways, gatewaySecs } = settings;
    this.reader = reader({ gateways, patience: { graceMs: gatewaySecs * 1_000, bytesPerSecond: 32 * 1_024 } });
    this.saltSecret = kit.wallet.secretFor('vote salt');
    this.counts = counters(kit);
  }

  async round(): Promise<boolean> {
    const { chain, wallet, dryRun } = this.kit;
    const clock = await chain.clock();
    const member = await fetchMember(chain.connection, wallet.publicKey);
    const place = member === null ? undefined : placeOf(member);
    if (place === undefined) return (await this.join(member, clock)) && !dryRun;
    let [done, failed] = [0, undefined as TaggerClientError | undefined];
    for (const page of await listReviews(chain.connection)) {
      try {
        done += await this.serve(page, place, clock);
      } catch (thrown) {
        // One review nobody can read keeps no other from getting its vote.
        failed ??= translate(thrown);
        this.kit.log.error({ review: page.address.toBase58(), err: translate(thrown) }, 'no vote could be sent');
      }
    }
    this.ballots.tidy([], clock.seconds - FORGET_SECS);
    done += await withdraw(this.kit, this.settings.withdrawFrom, clock);
    if (failed !== undefined) throw failed;
    return done > 0 && !dryRun;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.opened].map((predictor) => predictor.close()));
  }

  /** Takes a place in the pool, with member and stake where they are missing. */
  private async join(member: MemberAccount | null, clock: ChainClock): Promise<boolean> {
    const { chain, wallet, log, dryRun } = this.kit;
    const { bond } = this.settings;
    if (bond === undefined) return false;
    const pools = await fetchPools(chain.connection);
    const known = findValidator(pools, wallet.publicKey);
    const shard = known?.shard ?? pools.find(({ ready, members }) => ready === 1 && members < DRAW.poolPlaces);
    if (shard === undefined) throw new TaggerClientError('PoolFull', 'no shard of the pool has a free place: later');
    const { tagMint } = await chain.config();
    const own = { wallet: wallet.publicKey };
    const short = bond - (member?.stakeActive ?? 0n);
    await wallet.push(
      [
        ...(member === null ? [createMember(own)] : []),
        ...(short > 0n ? [stake({ ...own, from: wallet.tokens, tagMint, amount: short })] : []),
        joinPool({ ...own, pool: shard.index, bond }),
      ],
      clock,
    );
    log.info({ bond }, dryRun ? 'would have joined the pool' : 'joined the pool');
    return true;
  }

  /** What one review wants of this place: a vote, its reveal, or the collection of what it earned. */
  private async serve(page: Keyed<PageView>, place: number, clock: ChainClock): Promise<number> {
    let done = 0;
    for (const duty of dutiesOf(page, place)) {
      if (this.kit.stopping.aborted) return done;
      if (duty.todo === 'commit' && duty.round.until > clock.seconds) done += await this.commit(page, duty, clock);
      else if (duty.todo === 'reveal') done += await this.reveal(page, duty, clock);
      else if (duty.round.phase === 'settled') done += await this.collect(page, duty, clock);
      // What was shown is no secret any more, whoever collects.
      if (duty.slot.state === 'revealed' && !this.kit.dryRun) this.ballots.tidy([seatOf(page, duty)], 0n);
    }
    return done;
  }

  private async commit(page: Keyed<PageView>, duty: Duty, clock: ChainClock): Promise<number> {
    const { chain, wallet, dryRun } = this.kit;
    const name = seatOf(page, duty);
    let votes = this.ballots.get(name);
    if (votes === undefined) {
      const located = await locateReview(chain.connection, page.address);
      votes = await this.judge(located, duty);
      if (votes === undefined) return 0;
      if (!dryRun) this.ballots.keep(name, votes, clock.seconds);
    }
    await wallet.push([commitSheet(page, this.sheet(page, duty, votes))], clock);
    this.did('committed', page, duty);
    return 1;
  }

  private async reveal(page: Keyed<PageView>, duty: Duty, clock: ChainClock): Promise<number> {
    const name = seatOf(page, duty);
    const votes = this.ballots.get(name);
    const sheet = votes === undefined ? undefined : this.sheet(page, duty, votes);
    if (sheet === undefined || !Buffer.from(sheetCommitment(page, sheet)).equals(Buffer.from(duty.slot.commitment))) {
      this.once(`lost ${name}`, () => {
        this.counts.trouble.inc({ what: 'lost' });
        this.kit.log.error({ seat: name }, 'the ballot of this seat is gone: bring back the state file');
      });
      return 0;
    }
    await this.kit.wallet.push([revealSheet(page, sheet)], clock);
    this.did('revealed', page, duty);
    return 1;
  }

  private async collect(page: Keyed<PageView>, duty: Duty, clock: ChainClock): Promise<number> {
    const { wallet } = this.kit;
    const entries = [{ panel: duty.round.number, slot: duty.slot.index }];
    await wallet.push(
      [collectVotes({ wallet: wallet.publicKey, task: page.task, page: page.address, entries })],
      clock,
    );
    this.did('collected', page, duty);
    return 1;
  }

  private sheet(page: Keyed<PageView>, { round, slot }: Duty, votes: readonly number[]): VoteSheet {
    const salt = saltFor(this.saltSecret, page.task, page.index, round.number);
    return { wallet: this.kit.wallet.publicKey, panel: round.number, slot: slot.index, votes, salt };
  }

  /** One vote for each item of the round, explained in the log; `undefined` where this bot must not or can't vote. */
  private async judge({ task, page, subject }: Located, { round }: Duty): Promise<number[] | undefined> {
    const { chain, log } = this.kit;
    const review = page.address.toBase58();
    const refuse = (why: string): undefined => {
      this.once(`${review} ${why}`, () => {
        this.counts.trouble.inc({ what: 'not judged' });
        log.error({ review, why }, 'this review is not judged');
      });
      return undefined;
    };
    const { reason, items, subjectPage } = round.case;
    if (reason === 'breach' || reason === 'holder') return refuse('it is about a licence, and this bot knows labels');
    if (subject === undefined) return refuse('the judged panel is gone');
    if (await this.isOwn(task.address)) return refuse('the wallet has a seat in this task');
    const bits = task.terms.bits as Bits;
    const { classes } = task.terms;
    const skip = skipOf({ bits, classes });
    const keep = (item: number): number => subject.labels[item] ?? 0;
    const party = await this.partyIn(task.address, new Set(subject.slots.map(({ seat }) => seat)));
    if (party || task.terms.method === METHOD.payload) {
      const why = party ? 'a wallet of the same owner answered' : 'payloads are not read by this bot';
      log.warn({ review, why }, 'no opinion of its own');
      return items.map((item) => (skip !== undefined ? skip : keep(item)));
    }
    const evidence = await gather(chain.connection, task.address, subjectPage, this.settings);
    for (const profile of evidence.profiles) log.info({ review, ...profile }, 'evidence of a member');
    for (const pair of evidence.pairs)
      log.warn({ review, ...pair }, 'two members agree more than their accuracies allow');
    const model = await this.modelFor({ task, subject }, items);
    const { modelSure, overrule, leastLead, unsure } = this.settings;
    return items.map((item) => {
      const voices = subject.slots.flatMap(({ seat, index }) => {
        const label = subject.answers[index]?.[item];
        return label === undefined ? [] : [{ seat, label }];
      });
      const question = { item, label: keep(item), voices, model: model.get(item) };
      const decision: Decision = decide(question, evidence.doubts, classes, {
        modelSure,
        overrule,
        leastLead,
        unsure,
        skip,
      });
      this.counts.judged.inc({ verdict: decision.verdict });
      log.info({ review, label: question.label, model: question.model, ...decision }, 'judged an item');
      return decision.vote;
    });
  }

  /** What the model says to the contested items; nothing where there is none for these classes, or the items can't be read. */
  private async modelFor(
    { task, subject }: { task: Located['task']; subject: NonNullable<Located['subject']> },
    items: readonly number[],
  ): Promise<Map<number, { label: number; score: number }>> {
    const said = new Map<number, { label: number; score: number }>();
    if (this.open === undefined) return said;
    try {
      const rules = await readRules(this.reader, task);
      const labeller = await Labeller.open(this.open, rules, this.settings.classes);
      this.opened.add(labeller.predictor);
      const texts = await readPublicItems(this.reader, task, rules);
      for (const item of items) {
        const text = texts[subject.firstItem + item];
        const found = text === undefined ? undefined : await labeller.suggest(text, this.kit.stopping);
        if (found?.value.kind === 'classLabel') said.set(item, { label: found.value.label, score: found.score });
      }
    } catch (thrown) {
      // Votes can't wait for ever: without the model the answers decide.
      if (this.kit.stopping.aborted) throw thrown;
      this.kit.log.warn({ task: task.address.toBase58(), err: translate(thrown) }, 'judged without the model');
      return new Map();
    }
    return said;
  }

  /** Whether the wallet itself answers in this task; the program draws nobody who does. */
  private async isOwn(task: PublicKey): Promise<boolean> {
    const seat = await fetchSeat(this.kit.chain.connection, task, this.kit.wallet.publicKey);
    return seat !== null && seat.validator === 0;
  }

  /** Whether another wallet of the owner sits on the judged panel. */
  private async partyIn(task: PublicKey, seats: ReadonlySet<number>): Promise<boolean> {
    const { connection } = this.kit.chain;
    const found = await Promise.all(
      this.settings.ownWallets.map((wallet) => fetchSeat(connection, task, new PublicKey(wallet))),
    );
    return found.some((seat) => seat !== null && seat.validator === 0 && seats.has(seat.index));
  }

  private did(step: string, page: Keyed<PageView>, { round, slot }: Duty): void {
    const { log, dryRun } = this.kit;
    if (!dryRun) this.counts.done.inc({ step });
    const what = { review: page.address.toBase58(), round: round.number, slot: slot.index };
    log.info(what, dryRun ? `would have ${step}` : step);
  }

  private once(key: string, tell: () => void): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    tell();
  }
}

const seatOf = (page: Keyed<PageView>, { round, slot }: Duty): string =>
  `${page.address.toBase58()}/${round.number}/${slot.index}`;

const counters = ({ metrics }: Kit) => ({
  done: metrics.counter('validator_done_total', 'Ballots, by step', ['step']),
  judged: metrics.counter('validator_judged_total', 'Items, by verdict', ['verdict']),
  trouble: metrics.counter('validator_trouble_total', 'Seats no vote was sent for', ['what']),
});

/** A validator that judges with a predictor of one's own; without one, with the one its settings name, or with none. */
export const validatorWith = (own?: OpenModel): Bot<typeof SETTINGS> =>
  defineBot({
    name: 'validator',
    about: 'Judges contested labels where it is drawn, by a model and by what answers say about who gave them',
    settings: SETTINGS,
    start(kit, settings) {
      const { predictor } = settings;
      return new Validator(kit, settings, own ?? (predictor === undefined ? undefined : modelOf(predictor)));
    },
  });

export const validator = validatorWith();
