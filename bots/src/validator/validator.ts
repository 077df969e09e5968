/** The validator: votes where it is drawn, by a model and by what answers say about who gave them. */
import { PublicKey, type TransactionInstruction } from '@solana/web3.js';
import {
  collectVotes,
  commitSheet,
  createMember,
  DRAW,
  dutiesOf,
  fetchMember,
  fetchPools,
  fetchSeat,
  fetchTask,
  findValidator,
  joinPool,
  listReviews,
  listSeats,
  locateReview,
  METHOD,
  openValidatorSeat,
  placeOf,
  revealSheet,
  saltFor,
  sheetCommitment,
  stake,
  TaggerClientError,
  translate,
  type Bits,
  VERDICT,
  type ChainClock,
  type CourtView,
  type Duty,
  type Keyed,
  type Located,
  type MemberAccount,
  type PageView,
  type PanelView,
  type VoteSheet,
} from '@tagger/client';
import { readerKeyOf, readSharedPayload } from '@tagger/client/payload';
import { readTaskKey } from '@tagger/client/private';
import { itemsOf as listOf, modalityIn, readPublicItems, readRules, type Rules } from '@tagger/client/published';
import { loadReport } from '@tagger/client/report';
import { reader, type Reader } from '@tagger/client/storage';
import { decodeAnswerFile, type AnsweredItem } from '@tagger/client/suggestions';
import type { Predictor } from '@tagger/predictors';
import { skipOf } from '../annotator/answer.ts';
import { describe } from '../annotator/answering.ts';
import { Labeller, modelOf, notForUs, type OpenModel } from '../annotator/model.ts';
import { privateItems, publicItems, type TaskItems } from '../annotator/read.ts';
import { defineBot, keyMissing, readingAs, withdraw, type Bot, type Kit, type Running } from '../kit/index.ts';
import { Ballots } from './ballots.ts';
import { decide, type Decision } from './decide.ts';
import { gather } from './evidence.ts';
import { judgeItem, type Said } from './payload.ts';
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
    let [done, failed] = [await this.nameKey(member), undefined as TaggerClientError | undefined];
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
        ...(await keyMissing(this.kit, member)),
        ...(short > 0n ? [stake({ ...own, from: wallet.tokens, tagMint, amount: short })] : []),
        joinPool({ ...own, pool: shard.index, bond }),
      ],
      clock,
    );
    log.info({ bond }, dryRun ? 'would have joined the pool' : 'joined the pool');
    // The pool draws for every review: nobody can ask to be left out of some.
    log.warn(
      'licences (breach, holder) are not judged: a seat in such a review stays empty and costs part of the bond',
    );
    return true;
  }

  /** Who joined without a key names one: nothing could be encrypted for it. */
  private async nameKey(member: MemberAccount | null): Promise<number> {
    const { wallet, chain, log, dryRun } = this.kit;
    try {
      const missing = await keyMissing(this.kit, member);
      if (missing.length === 0) return 0;
      await wallet.push(missing, await chain.clock());
      log.info(dryRun ? 'would have named a key' : 'named a key');
      return 1;
    } catch (thrown) {
      const error = translate(thrown);
      if (error.name !== 'OtherKey') throw error;
      this.once('OtherKey', () => log.error({ err: error }, 'payloads and private items can not be read'));
      return 0;
    }
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
    const seat = await this.revenueSeat(page.task);
    await wallet.push([...seat, commitSheet(page, this.sheet(page, duty, votes))], clock);
    if (seat.length > 0) this.kit.log.info({ task: page.task.toBase58() }, 'opened a seat for its part of the revenue');
    this.did('committed', page, duty);
    return 1;
  }

  /** A seat in a task that promised validators enough of what its dataset earns; before the vote, which then counts for it. */
  private async revenueSeat(address: PublicKey): Promise<TransactionInstruction[]> {
    const { chain, wallet } = this.kit;
    const { leastShareBps } = this.settings;
    if (leastShareBps === undefined) return [];
    const task = await fetchTask(chain.connection, address);
    const counts = task !== null && task.validatorBps >= leastShareBps && task.validatorBps > 0;
    if (!counts || !task.dataset.equals(PublicKey.default)) return [];
    if ((await fetchSeat(chain.connection, address, wallet.publicKey)) !== null) return [];
    return [openValidatorSeat({ wallet: wallet.publicKey, task: address })];
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
    if (await this.partyIn(task.address, new Set(subject.slots.map(({ seat }) => seat)))) {
      log.warn({ review, why: 'a wallet of the same owner answered' }, 'no opinion of its own');
      return items.map((item) => (skip !== undefined ? skip : keep(item)));
    }
    if (task.terms.method === METHOD.payload) return this.judgePayload({ task, subject, page: subjectPage }, round);
    const evidence = await gather(chain.connection, task.address, subjectPage, this.settings);
    for (const profile of evidence.profiles) log.info({ review, ...profile }, 'evidence of a member');
    for (const pair of evidence.pairs)
      log.warn({ review, ...pair }, 'two members agree more than their accuracies allow');
    const model = await this.modelFor({ task, subject, page: subjectPage }, items);
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

  /**
   * Votes on a payload, `undefined` while its key has not come and there is time. What nobody can open, or the requester can not, or
   * has not an answer to each item is rejected: it was not delivered. Without a model for it the bot has no opinion.
   */
  private async judgePayload(judged: Judged, round: CourtView): Promise<number[] | undefined> {
    const { log } = this.kit;
    const [{ items }, review] = [round.case, `${judged.page.toBase58()}/${judged.subject.number}`];
    const all = (vote: number, why: string): number[] => {
      log.warn({ payload: review, vote, why }, 'judged a payload as a whole');
      this.counts.judged.inc({ verdict: vote === VERDICT.accept ? 'unsure' : 'change' }, items.length);
      return items.map(() => vote);
    };
    let rules: Rules;
    try {
      rules = await readRules(this.reader, judged.task);
    } catch (thrown) {
      return all(VERDICT.accept, translate(thrown).name);
    }
    const found = await this.payloadOf(judged, rules, round);
    if (found === 'later') return undefined;
    if ('why' in found) return all(VERDICT.reject, found.why);
    const { answers } = found;
    const own = await this.ownAnswers(judged, rules, items);
    if (answers === undefined || own === undefined)
      return all(VERDICT.accept, answers === undefined ? 'it is no file of answers' : 'no model for it');
    const report = await loadReport();
    return items.map((item) => {
      const decision = judgeItem(report, item, answers[item] ?? { id: '' }, own.get(item));
      this.counts.judged.inc({ verdict: decision.verdict });
      log.info({ payload: review, ...decision }, 'judged an item');
      return decision.vote;
    });
  }

  /** The answers of a payload by item; `undefined` where it is a file of another kind. `why` it is not delivered. */
  private async payloadOf(
    { task, page, subject }: Judged,
    rules: Rules,
    round: CourtView,
  ): Promise<{ answers: readonly AnsweredItem[] | undefined } | { why: string } | 'later'> {
    const answer = subject.payloads.find((one) => one !== undefined);
    if (answer === undefined) return { why: 'nobody revealed it' };
    const place = await this.placeOf(task, page, subject);
    const requester = { wallet: task.requester, key: readerKeyOf(rules) };
    let plain: Uint8Array;
    try {
      const shared = await readSharedPayload(this.reader, place, answer, {
        ...(await readingAs(this.kit)),
        requester,
      });
      if (!shared.requesterReads) return { why: 'the requester can not read it' };
      plain = shared.plain;
    } catch (thrown) {
      const error = translate(thrown);
      const { seconds } = await this.kit.chain.clock();
      if (round.until - seconds > BigInt(this.settings.voteBeforeSecs)) return 'later';
      if (error.name !== 'NoKeys') throw error;
      return { why: error.message };
    }
    let answers: AnsweredItem[];
    try {
      answers = decodeAnswerFile(plain).items;
    } catch {
      return { answers: undefined };
    }
    if (answers.length !== subject.items) return { why: 'it does not answer each item' };
    return { answers };
  }

  /** What the model is sure of, by item; `undefined` where there is no model for this task or its items can't be read. */
  private async ownAnswers(
    judged: Judged,
    rules: Rules,
    items: readonly number[],
  ): Promise<Map<number, Said> | undefined> {
    if (this.open === undefined) return undefined;
    try {
      const labeller = await this.labellerFor(rules);
      const loads = await (await this.itemsOf(judged, rules)).loads(judged.subject.firstItem, judged.subject.items);
      const own = new Map<number, Said>();
      for (const item of items) {
        const load = loads[item];
        if (load === undefined) continue;
        const { answered } = await describe(labeller, load, this.kit.stopping, this.settings.modelSure);
        if (answered !== undefined) own.set(item, answered);
      }
      return own;
    } catch (thrown) {
      if (this.kit.stopping.aborted) throw thrown;
      this.kit.log.warn({ task: judged.task.address.toBase58(), err: translate(thrown) }, 'judged without the model');
      return undefined;
    }
  }

  private async labellerFor(rules: Rules): Promise<Labeller> {
    if (this.open === undefined) throw notForUs('it has no model');
    const labeller = await Labeller.open(this.open, rules, this.settings.classes);
    this.opened.add(labeller.predictor);
    return labeller;
  }

  /** Items of a judged panel: those of a private task by the key that was posted for this validator. Throws `NoKeys`, `NoKey`. */
  private async itemsOf({ task, page, subject }: Judged, rules: Rules): Promise<TaskItems> {
    if (task.terms.private === 0) return publicItems(this.reader, await readPublicItems(this.reader, task, rules));
    const list = listOf(task, rules);
    const place = await this.placeOf(task, page, subject);
    const identity = await readTaskKey(
      this.reader,
      place,
      { itemsKey: task.itemsKey, list },
      await readingAs(this.kit),
    );
    return privateItems(this.reader, list, identity, modalityIn(rules));
  }

  /** A panel with those who are likely to have posted keys for it. */
  private async placeOf(task: Located['task'], page: PublicKey, subject: PanelView) {
    const on = new Set(subject.slots.filter(({ state }) => state !== 'empty').map(({ seat }) => seat));
    const seats = await listSeats(this.kit.chain.connection, { task: task.address });
    const wallets = seats.filter(({ index }) => on.has(index)).map(({ wallet }) => wallet);
    return { page, panel: subject.number, posters: [...wallets, task.requester, task.operator] };
  }

  /** What the model says to the contested items; nothing where there is none for these classes, or the items can't be read. */
  private async modelFor(
    judged: Judged,
    items: readonly number[],
  ): Promise<Map<number, { label: number; score: number }>> {
    const said = new Map<number, { label: number; score: number }>();
    if (this.open === undefined) return said;
    try {
      const rules = await readRules(this.reader, judged.task);
      const labeller = await this.labellerFor(rules);
      const loads = await (await this.itemsOf(judged, rules)).loads(judged.subject.firstItem, judged.subject.items);
      for (const item of items) {
        const load = loads[item];
        const found = load === undefined ? undefined : await labeller.suggest(load, this.kit.stopping);
        if (found?.value.kind === 'classLabel') said.set(item, { label: found.value.label, score: found.score });
      }
    } catch (thrown) {
      // Votes can't wait for ever: without the model the answers decide.
      if (this.kit.stopping.aborted) throw thrown;
      this.kit.log.warn({ task: judged.task.address.toBase58(), err: translate(thrown) }, 'judged without the model');
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

/** A panel that is judged, on its page. */
interface Judged {
  task: Located['task'];
  page: PublicKey;
  subject: PanelView;
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
