/** One round on the chain: posted, funded, opened, settled, and its money taken back. Each step looks first and does what is missing. */
import { createHash } from 'node:crypto';
import type { PublicKey } from '@solana/web3.js';
import {
  bitsFor,
  cancelTask,
  CLAIM_MODE,
  createMember,
  DOMAIN,
  fetchMember,
  fetchTask,
  fundTask,
  isCourt,
  listPages,
  listSeats,
  METHOD,
  openGold,
  openTask,
  pack,
  pagesLeft,
  panelPages,
  priorCosts,
  refundTask,
  releasePanel,
  setAside,
  settle,
  TaggerClientError,
  taskPda,
  unfundPage,
  type ChainClock,
  type Keyed,
  type PageView,
  type PanelSpec,
  type PanelView,
  type TaskAccount,
  type TaskTerms,
} from '@tagger/client';
import {
  encodeItems,
  encodeRules,
  hashOfItems,
  makeRules,
  type FileItem,
  type PublishedItem,
} from '@tagger/client/published';
import { bytesSource, dataItems, idBytes, type Storage } from '@tagger/client/storage';
import { z } from 'zod';
import { postItem } from '../items.ts';
import { withdraw, type Kit } from '../kit/index.ts';
import type { AnswerFile } from './answers.ts';
import type { Layout, Round } from './plan.ts';
import type { RequesterSettings } from './settings.ts';
import type { Source } from './source.ts';

/** Panels of one `settle`: as many as surely fit a transaction. */
const PANELS_PER_SETTLE = 10;
/** What was stored, by number of the item in the source, and how many files are stored between two notes of it. */
const FILES_NAME = 'requester files';
const FILES = z.record(
  z.string(),
  z.custom<FileItem>((value) => typeof value === 'object' && value !== null),
);
const FILES_TOGETHER = 16;

export function termsOf(settings: RequesterSettings, source: Source, layout: Layout, seats: number): TaskTerms {
  const { classes, price, bond, domain, selfChosen, target } = settings;
  const counts = classes.map((_, code) => [...source.known.values()].filter((label) => label === code).length);
  const windows = { holdSecs: 3_600, commitSecs: 86_400, revealSecs: 43_200, goldSecs: 43_200 };
  return {
    ...{ price, bond, ...windows },
    itemCount: layout.order.length,
    classes: classes.length,
    // A code to skip with, where there is more than yes and no.
    bits: bitsFor(classes.length, classes.length > 2),
    tauBps: Math.round(target * 10_000),
    method: METHOD.weighted,
    claimMode: selfChosen ? CLAIM_MODE.selfChosen : CLAIM_MODE.assigned,
    seatsLimit: seats,
    domain: DOMAIN[domain],
    // Too few known items say nothing about how frequent classes are.
    ...(source.known.size >= 20 * classes.length && { prior: priorCosts(counts) }),
  };
}

export class Poster {
  readonly task: PublicKey;
  private readonly terms: TaskTerms;
  /** The round's panels, page by page. */
  private readonly pages: PanelSpec[][];

  constructor(
    private readonly kit: Kit,
    private readonly settings: RequesterSettings,
    private readonly source: Source,
    private readonly round: Round,
    private readonly layout: Layout,
    private readonly feeBps: number,
  ) {
    this.task = taskPda(kit.wallet.publicKey, BigInt(round.nonce));
    this.terms = termsOf(settings, source, layout, round.seats);
    this.pages = panelPages(layout.panels, this.terms);
  }

  /** What the round sets aside, base units. */
  get most(): bigint {
    return setAside(this.layout.panels, this.settings, this.feeBps);
  }

  /** Posts, funds and opens what is missing. Returns the task. */
  async open(tagMint: PublicKey): Promise<Keyed<TaskAccount>> {
    const { chain, wallet } = this.kit;
    if ((await fetchTask(chain.connection, this.task)) === null) await this.publish(await chain.clock());
    const task = await this.read();
    const missing = this.most - task.funded;
    if (missing > 0n && task.cancelled === 0) {
      const from = wallet.tokens;
      const funding = fundTask({ payer: wallet.publicKey, task: this.task, from, tagMint, amount: missing });
      await wallet.push([funding], await chain.clock());
    }
    if (task.cancelled === 0) await this.openPages();
    return this.read();
  }

  private async read(): Promise<Keyed<TaskAccount>> {
    const task = await fetchTask(this.kit.chain.connection, this.task);
    if (task === null) throw new TaggerClientError('NoTask', `task ${this.task.toBase58()} is not there: try again`);
    return task;
  }

  private async publish(clock: ChainClock): Promise<void> {
    const { chain, wallet, log } = this.kit;
    const { settings, layout, round } = this;
    const items = await this.posted();
    const { title, instructions, classes, languages, secondsPerItem } = settings;
    const rules = encodeRules(
      makeRules({
        ...{ title, instructions, classes, languages, secondsPerItem },
        ...{ modality: this.source.modality, itemsHash: hashOfItems(items) },
      }),
    );
    const [rulesId, itemsId] = [await this.upload(rules), await this.upload(encodeItems(items))];
    const requester = wallet.publicKey;
    const member =
      (await fetchMember(chain.connection, requester)) === null ? [createMember({ wallet: requester })] : [];
    const opening = openTask({
      ...{ requester, nonce: BigInt(round.nonce), rulesId, itemsId, terms: this.terms },
      rulesHash: createHash('sha256').update(rules).digest(),
      endsAt: clock.seconds + BigInt(Math.round(settings.hours * 3_600)),
      ...(layout.gold && { goldRoot: layout.gold.root }),
    });
    await wallet.push([...member, opening], clock);
    log.info({ task: this.task.toBase58(), items: items.length, most: this.most.toString() }, 'task opened');
  }

  /** The round's items in their order. Files are stored once for all rounds: what was stored is remembered. */
  private async posted(): Promise<PublishedItem[]> {
    const { ledger, stopping } = this.kit;
    const files = new Map(Object.entries(FILES.parse(ledger.recall(FILES_NAME) ?? {})));
    const remember = (): void => ledger.remember(FILES_NAME, Object.fromEntries(files));
    const items: PublishedItem[] = [];
    for (const place of this.layout.order) {
      if (stopping.aborted) {
        remember();
        throw new TaggerClientError(
          'Stopped',
          'the bot was stopped while it stored files: it goes on when it is started',
        );
      }
      const [given, known] = [this.source.items[place]!, files.get(String(place))];
      const item = known ?? (await postItem(this.storage(), given));
      items.push(item);
      if (known !== undefined || typeof item === 'string') continue;
      files.set(String(place), item);
      if (files.size % FILES_TOGETHER === 0) remember();
    }
    if (files.size > 0) remember();
    return items;
  }

  private storage(): Storage {
    const { gateways } = this.settings;
    return dataItems({
      gateways,
      upload: new URL('/tx', gateways[0]).toString(),
      signer: () => this.kit.wallet.dataSigner(),
    });
  }

  private async upload(json: Uint8Array): Promise<Uint8Array> {
    const storage = this.storage();
    const tags = [{ name: 'App-Name', value: 'Tagger' }];
    return idBytes((await storage.put(bytesSource(json), { contentType: 'application/json', tags })).id);
  }

  private async openPages(): Promise<void> {
    const { chain, wallet } = this.kit;
    const { task, terms, feeBps } = this;
    const plan = { operator: wallet.publicKey, task, terms, feeBps, panels: this.layout.panels };
    const known = await listPages(chain.connection, { task });
    for (const instruction of pagesLeft(plan, known)) await wallet.push([instruction], await chain.clock());
  }

  /**
   * Opens gold, settles what can be, writes down what was answered. Returns how many panels still miss; panels nobody took in the
   * life of the task are given up.
   */
  async follow(file: AnswerFile): Promise<{ waiting: number; lost: number }> {
    const { chain } = this.kit;
    const pages = await listPages(chain.connection, { task: this.task });
    for (const page of pages) await this.push(page);
    const wallets = new Map(
      (await listSeats(chain.connection, { task: this.task })).map((seat) => [seat.index, seat.wallet.toBase58()]),
    );
    const [after, clock, task] = [
      await listPages(chain.connection, { task: this.task }),
      await chain.clock(),
      await this.read(),
    ];
    const place = (page: number, panel: bigint) => ({ nonce: this.round.nonce, page, panel: String(panel) });
    for (const page of after)
      for (const panel of page.panels.filter((each) => !isCourt(each) && isDecided(each)))
        if (!file.has(place(page.index, panel.number)))
          file.add({ ...place(page.index, panel.number), answers: this.answersOf(panel, wallets) });
    const all = this.places().filter(({ page, panel }) => !file.has(place(page, panel)));
    const over = task.cancelled !== 0 || clock.seconds >= task.endsAt;
    const live = all.filter(({ page, panel }) =>
      after.some(
        (view) => view.index === page && view.panels.some((each) => each.number === panel && inWork(each, over)),
      ),
    );
    return { waiting: over ? live.length : all.length, lost: over ? all.length - live.length : 0 };
  }

  /** Pages and numbers of the round's panels, in order. */
  private places(): { page: number; panel: bigint }[] {
    return this.pages.flatMap((specs, page) => specs.map((_, at) => ({ page, panel: BigInt(at) })));
  }

  private async push(page: Keyed<PageView>): Promise<void> {
    const { chain, wallet } = this.kit;
    const operator = wallet.publicKey;
    const revealed = page.panels.filter((panel) => panel.phase === 'revealed' && !isCourt(panel));
    for (const together of pack(revealed, () => 1, { size: PANELS_PER_SETTLE })) {
      const panels = together.map(({ number }) => number);
      await this.unlessDone(wallet.push([settle({ page: page.address, panels })], await chain.clock()));
    }
    const again =
      revealed.length === 0
        ? page
        : (await listPages(chain.connection, { task: this.task })).find(({ index }) => index === page.index);
    for (const panel of again?.panels.filter(({ phase }) => phase === 'gold') ?? []) {
      const opening = this.layout.gold?.open(panel.firstItem);
      const { task } = this;
      const opened = openGold({ operator, task, page: page.address, panel: panel.number, ...(opening && { opening }) });
      await this.unlessDone(wallet.push([opened], await chain.clock()));
    }
  }

  /** A keeper may have been faster, or the window is over: what is so is read again. */
  private async unlessDone(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => {
      const name = error instanceof TaggerClientError ? error.name : '';
      if (!['WrongPhase', 'WindowClosed', 'NoSuchPanel'].includes(name)) throw error;
      this.kit.log.info({ refused: name }, 'somebody else was faster');
    });
  }

  private answersOf(panel: PanelView, wallets: ReadonlyMap<number, string>) {
    const { classes } = this.terms;
    return panel.slots.flatMap((slot) => {
      const [labels, member] = [panel.answers[slot.index], wallets.get(slot.seat)];
      if (labels === undefined || member === undefined) return [];
      const said = labels.flatMap((label, offset): [number, number][] =>
        label < classes ? [[this.layout.order[panel.firstItem + offset]!, label]] : [],
      );
      return [{ member, labels: said }];
    });
  }

  /** Ends the task, and takes back what nobody earned, to the wallet's own account. Returns what was taken out of the task, base units. */
  async reclaim(): Promise<bigint> {
    const { chain, wallet } = this.kit;
    const requester = wallet.publicKey;
    const { task } = this;
    const found = await fetchTask(chain.connection, task);
    let returned = 0n;
    const clock = await chain.clock();
    if (found !== null) {
      if (found.cancelled === 0 && clock.seconds < found.endsAt)
        await wallet.push([cancelTask({ requester, task })], clock);
      for (const { address: page, panels } of await listPages(chain.connection, { task }))
        for (const panel of panels.filter(nobodySat))
          await this.unlessDone(
            wallet.push([releasePanel({ caller: requester, task, page, panel: panel.number })], await chain.clock()),
          );
      for (const { address: page, free } of await listPages(chain.connection, { task }))
        if (free > 0n) await wallet.push([unfundPage({ operator: requester, task, page, amount: free })], clock);
      const { escrow } = await this.read();
      if (escrow > 0n) await wallet.push([refundTask({ requester, task, amount: escrow })], clock);
      returned = escrow;
    }
    await withdraw(this.kit, 1n, clock);
    return returned;
  }
}

const nobodySat = (panel: PanelView): boolean =>
  panel.phase === 'commit' && !isCourt(panel) && panel.slots.every(({ state }) => state === 'empty');

const isDecided = ({ phase }: PanelView): boolean => ['settled', 'done', 'challenge', 'appealed'].includes(phase);

/** Somebody sits on it, or could still. */
const inWork = (panel: PanelView, over: boolean): boolean =>
  !isDecided(panel) &&
  (!over || panel.slots.some(({ state }) => state === 'claimed' || state === 'committed' || state === 'revealed'));
