/** Payloads of one task: sealed and posted, and their keys given to those who judge them and to who pays. */
import { ownSlot, saltFor, type Keyed, type PageView, type SeatAccount, type TaskAccount } from '@tagger/client';
import { payloadSharer, sealPayload, shareKeys } from '@tagger/client/payload';
import type { Storage } from '@tagger/client/storage';
import type { Kit } from '../kit/index.ts';

/** States of a slot whose payload is public as a sealed file. */
const SHOWN = new Set(['revealed', 'collected']);

export class Payloads {
  private readonly secret: Uint8Array;

  constructor(
    private readonly kit: Kit,
    private readonly storage: Storage,
    private readonly task: Keyed<TaskAccount>,
    /** Of the requester, from the rules. */
    private readonly readerKey: Uint8Array,
  ) {
    this.secret = kit.wallet.secretFor('payload');
  }

  /** Seals and posts; returns the 64 bytes that are committed to. Each call gives others. Throws what `Storage.put` throws. */
  async seal(page: number, panel: bigint, plain: Uint8Array): Promise<Uint8Array> {
    const { answer } = await sealPayload(this.storage, plain, this.secretOf(page, panel));
    return Uint8Array.from([...answer.hash, ...answer.id]);
  }

  /** Posts keys for the readers of every live review of an own payload. Returns for how many rounds. */
  async serve(seat: SeatAccount, pages: readonly PageView[]): Promise<number> {
    const shown = pages.some(({ panels }) =>
      panels.some((panel) => SHOWN.has(ownSlot(panel, seat.index)?.state ?? '')),
    );
    if (!shown) return 0;
    const { chain, wallet, log, dryRun } = this.kit;
    const shared = await shareKeys(
      chain.connection,
      this.task.address,
      (page, panel) =>
        SHOWN.has(ownSlot(panel, seat.index)?.state ?? '')
          ? payloadSharer(this.secretOf(page.index, panel.number), this.readerKey)
          : undefined,
      { storage: this.storage, poster: wallet.publicKey, dryRun },
    );
    for (const round of shared) log.info(round, dryRun ? 'would have shared a payload' : 'shared a payload');
    return dryRun ? 0 : shared.length;
  }

  /** The same after every restart: whoever has the key file has it. */
  private secretOf(page: number, panel: bigint): Uint8Array {
    return saltFor(this.secret, this.task.address, page, panel);
  }
}
