/** Publishing on this device, step by step: what is done stays done, whatever happens to the page. */
import type { ActionState } from '../actions/actions.svelte.ts';
import type { ChainState } from '../chain/chain.svelte.ts';
import { sentence } from '../format/error.ts';
import { secretPurpose } from '../services/datasetSecret.ts';
import { cardOf, classOf, freePlace, publication, sealed, termsOf } from '../services/publishing.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { dropDraft, readDraft, writeDraft, type Draft, type StoredItem } from './draft.ts';
import type { PublishForm } from './form.ts';

export const STEPS = ['seal', 'upload', 'card', 'publish', 'offer'] as const;
export type Step = (typeof STEPS)[number];

export interface Chosen {
  name: string;
  file: File;
  secret: boolean;
}

/** Waits for a yes, or for nothing any more. */
class Stopped extends Error {}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export class Publishing {
  draft = $state.raw<Draft>();
  /** The step that is at work; undefined when none is. */
  step = $state<Step>();
  done = $state.raw<ReadonlySet<Step>>(new Set());
  upload = $state.raw<{ name: string; sent: number; size: number }>();
  failure = $state<string>();
  finished = $state<string>();
  private whose = '';

  constructor(
    private readonly chain: ChainState,
    private readonly vault: VaultState,
    private readonly actions: ActionState,
  ) {}

  /** What this wallet began here. */
  async find(address: string): Promise<void> {
    const { network } = await this.chain.open();
    this.whose = `${network.cluster} ${address}`;
    [this.draft, this.finished, this.failure] = [await readDraft(this.whose), undefined, undefined];
  }

  async discard(): Promise<void> {
    await dropDraft(this.whose);
    this.draft = undefined;
  }

  async begin(publisher: string, form: PublishForm, files: readonly Chosen[]): Promise<void> {
    const chain = await this.chain.open();
    const { nonce, dataset } = await freePlace(chain, new chain.PublicKey(publisher));
    await this.keep({
      form: $state.snapshot(form),
      nonce: String(nonce),
      dataset: dataset.toBase58(),
      files: files.map(({ name, file, secret }) => ({ name, mediaType: typeOf(file), secret, bytes: file })),
    });
    await this.goOn(publisher);
  }

  /** Takes the steps that are left. */
  async goOn(publisher: string): Promise<void> {
    if (this.step !== undefined || this.draft === undefined) return;
    this.failure = undefined;
    this.done = new Set();
    try {
      for (const step of STEPS) {
        this.step = step;
        await this.take(step, publisher);
        this.done = new Set([...this.done, step]);
      }
      this.finished = this.draft.dataset;
      await this.discard();
    } catch (error) {
      if (!(error instanceof Stopped)) this.failure = sentence(error);
    } finally {
      [this.step, this.upload] = [undefined, undefined];
    }
  }

  private take(step: Step, publisher: string): Promise<void> {
    const ways = {
      seal: () => this.seal(),
      upload: () => this.store(),
      card: () => this.writeCard(publisher),
      publish: () => this.publish(),
      offer: () => this.offer(),
    };
    return ways[step]();
  }

  private async keep(draft: Draft): Promise<void> {
    await writeDraft(this.whose, draft);
    this.draft = draft;
  }

  private secret(): Promise<Uint8Array> {
    return this.vault.secret(secretPurpose(this.draft!.dataset));
  }

  private async seal(): Promise<void> {
    const secret = await this.secret();
    for (const [at, file] of this.draft!.files.entries()) {
      if (!file.secret || file.sealed === true || file.stored !== undefined) continue;
      const bytes = await sealed(file.bytes!, secret);
      await this.keep(withFile(this.draft!, at, { ...file, bytes, sealed: true }));
    }
  }

  private async post(name: string, bytes: Blob, contentType: string): Promise<StoredItem> {
    const { uploads, blobSource } = await import('../services/upload.ts');
    this.upload = { name, sent: 0, size: bytes.size };
    const storage = uploads(await this.chain.open(), this.vault, (sent) => {
      this.upload = { name, sent: Math.min(sent, bytes.size), size: bytes.size };
    });
    const tags = [
      { name: 'App-Name', value: 'Tagger' },
      { name: 'Tagger-Dataset', value: this.draft!.dataset },
    ];
    const { id, sha256, size } = await storage.put(blobSource(bytes), { contentType, tags });
    return { id, sha256: hex(sha256), size };
  }

  private async store(): Promise<void> {
    for (const [at, file] of this.draft!.files.entries()) {
      if (file.stored !== undefined) continue;
      const stored = await this.post(file.name, file.bytes!, file.secret ? 'application/octet-stream' : file.mediaType);
      await this.keep(withFile(this.draft!, at, { ...file, bytes: undefined, stored }));
    }
    const { form, licence } = this.draft!;
    if (licence !== undefined) return;
    const words = form.text.trim() || text.publish.defaultText(form.name.trim(), form.spdx);
    const stored = await this.post(text.publish.text, new Blob([words]), 'text/plain');
    await this.keep({ ...this.draft!, licence: stored });
  }

  private async writeCard(publisher: string): Promise<void> {
    if (this.draft!.card !== undefined) return;
    const chain = await this.chain.open();
    const bytes = await cardOf(chain, new chain.PublicKey(publisher), this.draft!, await this.secret());
    const { MANIFEST_TYPE } = await import('@tagger/client/manifest');
    await this.keep({ ...this.draft!, card: await this.post(text.publish.steps.card, bytes, MANIFEST_TYPE) });
  }

  private async publish(): Promise<void> {
    const { client, connection, PublicKey } = await this.chain.open();
    const draft = this.draft!;
    // A page that was lost while it was sent finds the dataset there.
    if ((await client.fetchDataset(connection, new PublicKey(draft.dataset))) !== null) return;
    const secret = await this.secret();
    const sent = await this.actions.run({
      title: text.publish.publishTitle(draft.form.name.trim()),
      instructions: (open, wallet) => publication(open, wallet, draft, secret),
    });
    if (sent === undefined) throw new Stopped();
  }

  private async offer(): Promise<void> {
    const chain = await this.chain.open();
    const { client, connection } = chain;
    const dataset = new chain.PublicKey(this.draft!.dataset);
    const found = await client.fetchDataset(connection, dataset);
    if (found !== null && found.offersMade > 0) return;
    const { licenceHash: hash, licenceId: id } = found!.contents;
    const { form } = this.draft!;
    const made = termsOf(chain, form.offer, { hash, id }, await classOf(form));
    const sent = await this.actions.run({
      title: text.publish.offerTitle(made.price),
      instructions: (_, publisher) => [client.openOffer({ publisher, dataset, index: 0, ...made })],
    });
    if (sent === undefined) throw new Stopped();
  }
}

const withFile = (draft: Draft, at: number, file: Draft['files'][number]): Draft => ({
  ...draft,
  files: draft.files.map((one, place) => (place === at ? file : one)),
});

/** What the browser says of a file, where a card may say it. */
const typeOf = ({ type }: File): string =>
  /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/.test(type) ? type : 'application/octet-stream';
