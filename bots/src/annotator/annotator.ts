/** The annotator: claims what its model can answer and what it can finish, and sees it through until it is paid. */
import { AccountLayout } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import {
  fetchMember,
  listSeats,
  listTasks,
  METHOD,
  TaggerClientError,
  translate,
  type ChainClock,
  type Keyed,
  type MemberAccount,
  type SeatAccount,
  type TaskAccount,
} from '@tagger/client';
import { readerKeyOf } from '@tagger/client/payload';
import { readPublicItems, readRules, type Rules } from '@tagger/client/published';
import {
  annotatorFacts,
  dayOf,
  faded,
  NO_RECORD,
  qualityBps,
  rankTasks,
  taskFacts,
  type AnnotatorFacts,
} from '@tagger/client/routing';
import { dataItems, reader, type Reader } from '@tagger/client/storage';
import type { Predictor } from '@tagger/predictors';
import { defineBot, endsRound, withdraw, type Bot, type Kit, type Running } from '../kit/index.ts';
import { AnswerBook } from './book.ts';
import { describing, labelling } from './answering.ts';
import { Desk, type Office } from './desk.ts';
import { Labeller, modelOf, notForUs, type OpenModel } from './model.ts';
import { Payloads } from './payloads.ts';
import { openedBySeat, publicItems, type TaskItems } from './read.ts';
import { SETTINGS, type AnnotatorSettings } from './settings.ts';
import { Sidecars } from './sidecars.ts';

/** A task as this bot sees it. */
interface Known {
  desk: Desk;
  rules: Rules;
}

class Annotator implements Running {
  private readonly kit: Kit;
  private readonly settings: AnnotatorSettings;
  private readonly office: Office;
  private readonly open: OpenModel;
  private readonly reader: Reader;
  /** Tasks that are read and fit, by address; and those that never will. */
  private readonly known = new Map<string, Known>();
  private readonly unfit = new Set<string>();
  /** Tasks in the order they are worked on. */
  private ranked: Known[] = [];
  private seated = new Set<string>();
  private lookedAt = -Infinity;
  private readonly opened = new Set<Predictor>();

  constructor(office: Office, open: OpenModel) {
    this.office = office;
    this.kit = office.kit;
    this.settings = office.settings;
    this.open = open;
    const { gateways, gatewaySecs } = office.settings;
    this.reader = reader({ gateways, patience: { graceMs: gatewaySecs * 1_000, bytesPerSecond: 32 * 1_024 } });
  }

  async round(): Promise<boolean> {
    const { chain, stopping, dryRun } = this.kit;
    const clock = await chain.clock();
    if (performance.now() - this.lookedAt > this.settings.lookSecs * 1_000) await this.look(clock);
    let done = 0;
    const errors: TaggerClientError[] = [];
    const attempt = async (what: () => Promise<number>): Promise<void> => {
      try {
        done += await what();
      } catch (thrown) {
        const error = translate(thrown);
        if (endsRound(error)) throw error;
        errors.push(error);
      }
    };
    // What is begun comes before anything new; one task that fails keeps no other from being finished.
    for (const [address, { desk }] of this.known) if (this.seated.has(address)) await attempt(() => desk.finish(clock));
    if (errors.length === 0 && !stopping.aborted) await attempt(() => this.claim(clock));
    await attempt(() => withdraw(this.kit, this.settings.withdrawFrom, clock));
    const [first] = errors;
    if (first !== undefined) throw first;
    return done > 0 && !dryRun;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.opened].map((predictor) => predictor.close()));
  }

  /** Reads which tasks there are, what they say and in which order they are worth it. */
  private async look(clock: ChainClock): Promise<void> {
    const { chain, wallet } = this.kit;
    const own = { wallet: wallet.publicKey };
    const [tasks, seats, member] = await Promise.all([
      listTasks(chain.connection),
      listSeats(chain.connection, own),
      fetchMember(chain.connection, wallet.publicKey),
    ]);
    const mine = seats.filter(({ validator }) => validator === 0);
    this.seated = new Set(mine.map(({ task }) => task.toBase58()));
    const live = new Set(tasks.map(({ address }) => address.toBase58()));
    for (const address of this.known.keys()) if (!live.has(address)) this.known.delete(address);
    const { book } = this.office;
    if (!this.kit.dryRun)
      for (const address of book.tasks) if (!live.has(address)) book.drop(address, book.of(address));
    for (const task of tasks) await this.learn(task, member, clock);
    this.ranked = await this.rank(tasks, mine, member, clock);
    this.lookedAt = performance.now();
  }

  /** Reads a task's rules and items once. What its gateways do wrong concerns this task alone; it is tried again later. */
  private async learn(task: Keyed<TaskAccount>, member: MemberAccount | null, clock: ChainClock): Promise<void> {
    const address = task.address.toBase58();
    const seated = this.seated.has(address);
    if (this.known.has(address) || this.unfit.has(address)) return;
    if (!seated && !this.wants(task, member, clock)) return;
    const { log } = this.kit;
    try {
      const payload = task.terms.method === METHOD.payload;
      const named = this.settings.tasks?.includes(address) ?? false;
      // Nothing in its rules says whether boxes, outlines or texts are wanted.
      if (payload && !named)
        throw notForUs('it wants payloads: name it in `tasks` if the model gives what it asks for');
      if (payload && this.office.storage === undefined) throw notForUs('it wants payloads: set `upload`');
      if (task.terms.private !== 0 && !this.settings.privateTasks) throw notForUs('its items are encrypted');
      const rules = await readRules(this.reader, task);
      if (rules.suggestions === 'none' && !named)
        throw notForUs('its rules ask for answers without models: name it in `tasks` if its requester wants yours');
      if (!payload && rules.classes.length !== task.terms.classes)
        throw notForUs(`its rules name ${rules.classes.length} classes, the chain ${task.terms.classes}`);
      const labeller = await Labeller.open(this.open, rules, this.settings.classes);
      this.opened.add(labeller.predictor);
      const desk = new Desk(this.office, task, {
        open: await this.door(task, rules),
        answering: payload ? describing(labeller, this.settings) : labelling(labeller, task.terms, this.settings),
        payloads: payload ? this.payloadsOf(task, rules) : undefined,
      });
      this.known.set(address, { desk, rules });
    } catch (thrown) {
      const error = translate(thrown);
      const ever = error.name === 'NotForUs' || error.name === 'BadRules' || error.name === 'BadItems';
      if (ever || error.name.startsWith('Json')) this.unfit.add(address);
      this.office.counts.passed.inc({ why: error.name });
      log[seated ? 'error' : 'info']({ task: address, err: error }, 'this task is left to others');
    }
  }

  /** What opens a task's items. Those of a public one are read at once, so that one that lies is found out. */
  private async door(task: Keyed<TaskAccount>, rules: Rules): Promise<() => Promise<TaskItems | undefined>> {
    if (task.terms.private !== 0) return () => openedBySeat(this.kit, this.reader, task, rules);
    const items = publicItems(this.reader, await readPublicItems(this.reader, task, rules));
    return () => Promise.resolve(items);
  }

  private payloadsOf(task: Keyed<TaskAccount>, rules: Rules): Payloads | undefined {
    const { storage } = this.office;
    return storage === undefined ? undefined : new Payloads(this.kit, storage, task, readerKeyOf(rules));
  }

  /** What can be told without reading anything else. */
  private wants(task: Keyed<TaskAccount>, member: MemberAccount | null, clock: ChainClock): boolean {
    const { tasks, domains, leastPay, leastHoldSecs } = this.settings;
    const { terms, cancelled, endsAt, requester, operator, address } = task;
    if (tasks !== undefined && !tasks.includes(address.toBase58())) return false;
    if (domains !== undefined && !domains.includes(terms.domain)) return false;
    if (cancelled !== 0 || endsAt <= clock.seconds + BigInt(leastHoldSecs)) return false;
    const own = (key: PublicKey): boolean => key.equals(this.kit.wallet.publicKey);
    if (own(requester) || own(operator)) return false;
    const record = member?.records[terms.domain] ?? NO_RECORD;
    const quality = BigInt(qualityBps(faded(record, dayOf(clock.seconds))));
    return (terms.price * quality) / 10_000n >= leastPay;
  }

  /** Open tasks the wallet may answer, the best first. */
  private async rank(
    tasks: readonly Keyed<TaskAccount>[],
    seats: readonly Keyed<SeatAccount>[],
    member: MemberAccount | null,
    clock: ChainClock,
  ): Promise<Known[]> {
    const { chain, wallet, log } = this.kit;
    const wanted = tasks.flatMap((task) => {
      const known = this.known.get(task.address.toBase58());
      return known === undefined || !this.wants(task, member, clock) ? [] : [{ task, known }];
    });
    const infos =
      seats.length === 0 ? [] : await chain.connection.getMultipleAccountsInfo(seats.map(({ address }) => address));
    const classesOf = new Map(tasks.map(({ address, terms }) => [address.toBase58(), terms.classes]));
    const withData = seats.flatMap((seat, at) => {
      const data = infos[at]?.data;
      const classes = classesOf.get(seat.task.toBase58());
      return data === undefined || classes === undefined ? [] : [{ seat, data, classes }];
    });
    const me: AnnotatorFacts =
      member === null
        ? { ...NOBODY, wallet: wallet.publicKey, languages: this.settings.languages }
        : annotatorFacts(member, withData, this.settings.languages);
    const facts = wanted.map(({ task, known }) => taskFacts(task.address, task, known.rules));
    const context = { today: dayOf(clock.seconds), leastStake: this.office.minStake };
    return rankTasks(me, facts, context).flatMap(({ task, eligible, refusals, score }) => {
      const address = task.task.toBase58();
      log.debug({ task: address, score, refusals }, 'ranked');
      const known = this.known.get(address);
      return eligible && known !== undefined ? [known] : [];
    });
  }

  private async claim(clock: ChainClock): Promise<number> {
    const { chain, wallet } = this.kit;
    if (this.ranked.length === 0) return 0;
    const held = await Promise.all([...this.known.values()].map(({ desk }) => desk.held()));
    let room = this.settings.mostPanels - held.reduce((sum, panels) => sum + panels, 0);
    const waiting = await Promise.all([...this.known.values()].map(({ desk }) => desk.waits()));
    let mayWait = this.settings.mostWaiting - waiting.filter(Boolean).length;
    let done = 0;
    for (const { desk } of this.ranked) {
      if (room <= 0) break;
      const seats = await listSeats(chain.connection, { wallet: wallet.publicKey });
      const locked = seats.reduce((sum, { bondFree, bondHeld }) => sum + bondFree + bondHeld, 0n);
      const got = await desk.claim(room, locked, clock, mayWait > 0);
      if (await desk.waits()) {
        mayWait -= 1;
        this.seated.add(desk.task.address.toBase58());
      }
      if (got > 0) this.seated.add(desk.task.address.toBase58());
      room -= got;
      done += got;
    }
    return done;
  }
}

/** Base units in the wallet's own account. */
async function spareOf({ chain, wallet }: Kit): Promise<bigint> {
  const info = await chain.connection.getAccountInfo(wallet.tokens);
  return info === null || info.data.length < AccountLayout.span ? 0n : AccountLayout.decode(info.data).amount;
}

/** Who is no member yet. */
const NOBODY = {
  stake: 0n,
  records: [],
  panels: 0,
  missedReveals: 0,
  expiredClaims: 0,
  counters: new Map<string, readonly number[]>(),
};

/** An annotator that answers with a predictor of one's own; without one, with the one its settings name. */
export const annotatorWith = (own?: OpenModel): Bot<typeof SETTINGS> =>
  defineBot({
    name: 'annotator',
    about: 'Answers tasks that fit its model, and is paid for what is right',
    settings: SETTINGS,
    async start(kit, settings) {
      const { predictor, publishModels, upload, gateways } = settings;
      const open = own ?? (predictor === undefined ? undefined : modelOf(predictor));
      if (open === undefined)
        throw new TaggerClientError('BadSettings', 'predictor: name a shipped model, or a backend with its modelId');
      if (publishModels && upload === undefined)
        throw new TaggerClientError('BadSettings', 'upload: publishModels needs an address to post to');
      const { params } = await kit.chain.config();
      const { metrics } = kit;
      const signer = () => kit.wallet.dataSigner();
      const storage = upload === undefined ? undefined : dataItems({ gateways, upload, signer });
      const sidecars = publishModels && storage !== undefined ? new Sidecars(storage, kit.log) : undefined;
      const office: Office = {
        kit,
        settings,
        book: new AnswerBook(kit.ledger),
        sidecars,
        storage,
        spare: () => spareOf(kit),
        saltSecret: kit.wallet.secretFor('salt'),
        counts: {
          done: metrics.counter('annotator_done_total', 'Panels, by step', ['step']),
          passed: metrics.counter('annotator_passed_total', 'Left to others, by reason', ['why']),
          trouble: metrics.counter('annotator_trouble_total', 'Panels that can not be finished', ['what']),
        },
        minStake: params.minStake,
      };
      return new Annotator(office, open);
    },
  });

export const annotator = annotatorWith();
