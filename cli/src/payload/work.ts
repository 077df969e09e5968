/** An annotator's payloads on their way: sealed and uploaded once, committed, revealed, and shared with those who judge. */
import { sha256 } from '@noble/hashes/sha2';
import { commitment, saltFor, type Keyed, type PageView, type PanelView, type TaskAccount } from '@tagger/client';
import { sealPayload } from '@tagger/client/payload';
import type { Storage } from '@tagger/client/storage';
import { ownSlot, type Annotator } from '../annotate.ts';
import { storageOf } from '../arweave.ts';
import type { Context } from '../context.ts';
import { payloadSecretFor, saltSecretOf } from '../saltSecret.ts';
import { nameOf, type PayloadFiles } from './files.ts';
import { answerIn, type PayloadNotes, type SealedNote } from './notes.ts';
import { payloadSharer, shareWith, type Shared } from './share.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export interface PayloadJob {
  task: Keyed<TaskAccount>;
  /** Key of the requester, from the rules. */
  readerKey: Uint8Array;
  files: PayloadFiles;
  notes: PayloadNotes;
  arweave: string;
  /** Panels he may hold without a file for them. */
  take: number;
}

export class PayloadWorker {
  /** What answers a panel, 64 bytes, by its name. */
  private readonly answers = new Map<string, Uint8Array>();
  /** Held, without a file to answer with; and committed to, without a note of what it was. */
  missing: string[] = [];
  lost: string[] = [];
  private readonly storage: Storage;
  private readonly saltSecret: Uint8Array;

  constructor(
    private readonly context: Context,
    private readonly job: PayloadJob,
    private readonly seat: number,
  ) {
    this.storage = storageOf(job.arweave, context.wallet);
    this.saltSecret = saltSecretOf(context.wallet);
  }

  /** Made anew for each look at the pages: how much more he may take depends on what he holds. */
  annotator(pages: readonly Keyed<PageView>[]): Annotator {
    const { wallet } = this.context;
    const { files, take } = this.job;
    const held = pages
      .flatMap((page) => page.panels.map((panel) => ({ page, panel })))
      .filter(({ page, panel }) => this.stateOf(panel) === 'claimed' && !files.has(page.index, panel.number));
    return {
      wallet: wallet.publicKey,
      signer: wallet,
      saltSecret: this.saltSecret,
      seat: this.seat,
      labelsFor: ({ number }, page) => (take > 0 || files.has(page, number) ? [] : undefined),
      ...(take > 0 && { room: Math.max(0, take - held.length) }),
      payloadFor: ({ number }, page) => this.answers.get(nameOf(page, number)),
    };
  }

  private stateOf(panel: PanelView) {
    return ownSlot(panel, this.seat)?.state;
  }

  /** Seals what he holds and has a file for, and finds again what he committed to. */
  async prepare(pages: readonly Keyed<PageView>[]): Promise<void> {
    [this.missing, this.lost] = [[], []];
    for (const page of pages)
      for (const panel of page.panels.filter(({ kind }) => kind === 0)) {
        const [state, name] = [this.stateOf(panel), nameOf(page.index, panel.number)];
        if (state === 'claimed' && panel.phase === 'commit') await this.seal(page, panel, name);
        else if (state === 'committed') this.recall(page, panel, name);
        else if (state === 'revealed') this.job.notes.drop(page.index, panel.number);
      }
  }

  private async seal(page: Keyed<PageView>, { number }: PanelView, name: string): Promise<void> {
    const { files, notes, task } = this.job;
    const bytes = files.read(page.index, number);
    if (bytes === undefined) {
      this.missing.push(name);
      return;
    }
    const plain = hex(sha256(bytes));
    let note = notes.kept(page.index, number).find((kept) => kept.plain === plain);
    if (note === undefined) {
      const secret = payloadSecretFor(this.context.wallet, task.address, page.index, number);
      const { answer } = await sealPayload(this.storage, bytes, secret);
      note = { hash: hex(answer.hash), id: hex(answer.id), plain };
      notes.keep(page.index, number, note);
    }
    this.answers.set(name, packed(note));
  }

  private recall(page: Keyed<PageView>, panel: PanelView, name: string): void {
    const hidden = Buffer.from(ownSlot(panel, this.seat)?.commitment ?? []);
    const place = {
      context: Uint8Array.from(page.context),
      page: page.index,
      panel: panel.number,
      wallet: this.context.wallet.publicKey,
    };
    const salt = saltFor(this.saltSecret, this.job.task.address, page.index, panel.number);
    const isHidden = (note: SealedNote): boolean => hidden.equals(commitment(place, packed(note), salt));
    const note = this.job.notes.kept(page.index, panel.number).find(isHidden);
    if (note === undefined) this.lost.push(name);
    else this.answers.set(name, packed(note));
  }

  /** Posts keys for the readers of every review of a payload of his. */
  share(dryRun: boolean): Promise<Shared[]> {
    return shareOwn(this.context, this.job, this.seat, dryRun);
  }
}

/** The same for whoever only shares. */
export const shareOwn = (
  context: Context,
  { task, readerKey, arweave }: Pick<PayloadJob, 'task' | 'readerKey' | 'arweave'>,
  seat: number,
  dryRun: boolean,
): Promise<Shared[]> =>
  shareWith(context, { arweave, dryRun }, task, (page, panel) => {
    const state = ownSlot(panel, seat)?.state;
    if (state !== 'revealed' && state !== 'collected') return undefined;
    return payloadSharer(payloadSecretFor(context.wallet, task.address, page.index, panel.number), readerKey);
  });

function packed(note: SealedNote): Uint8Array {
  const { hash, id } = answerIn(note);
  return Uint8Array.from([...hash, ...id]);
}
