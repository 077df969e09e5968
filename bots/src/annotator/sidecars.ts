/** Posts what the model had to do with answers, once these are public. */
import { createHash } from 'node:crypto';
import type { PublicKey } from '@solana/web3.js';
import { translate } from '@tagger/client';
import type { Storage } from '@tagger/client/storage';
import { postSidecar } from '@tagger/client/suggestions/sidecar';
import type { AssistRecord } from '@tagger/client/suggestions';
import type { Logger } from '../kit/index.ts';

export class Sidecars {
  private readonly storage: Storage;
  private readonly log: Logger;

  constructor(storage: Storage, log: Logger) {
    this.storage = storage;
    this.log = log;
  }

  /** Whether it is posted; what can't be posted now is tried again in a later round. */
  async post(page: PublicKey, panel: bigint, answers: Uint8Array, record: AssistRecord): Promise<boolean> {
    const hash = Uint8Array.from(createHash('sha256').update(answers).digest());
    try {
      const { id } = await postSidecar(this.storage, { page, panel, answers: hash, ...record });
      this.log.info({ page: page.toBase58(), panel, id }, 'posted what the model said');
      return true;
    } catch (thrown) {
      this.log.warn(
        { page: page.toBase58(), panel, err: translate(thrown) },
        'what the model said could not be posted',
      );
      return false;
    }
  }
}
