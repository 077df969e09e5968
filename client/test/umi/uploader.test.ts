import { createGenericFile, createUmi } from '@metaplex-foundation/umi';
import { Keypair } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';
import { expect } from 'chai';
import { dataItems, solanaSigner, type Storage } from '@tagger/client/storage';
import { taggerUploader } from '@tagger/client/umi';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { refusal } from '../storage/support/refusal.ts';

/** Somebody with an application on umi uploads through our storage. */
describe('uploader for umi', () => {
  let net: Localnet;
  let storage: Storage;
  before(async () => {
    net = await startLocalnet();
    storage = dataItems({
      gateways: [net.arweaveUrl],
      upload: `${net.arweaveUrl}/tx`,
      signer: () => solanaSigner(Keypair.generate().secretKey),
    });
  });
  after(() => net.stop());
  const umiWith = (address?: (id: string) => string) =>
    createUmi().use(taggerUploader(storage, address && { address }));
  const plain = (id: string): string => id;

  it('stores files with their types and tags, in order, and says how far it is', async () => {
    const files = ['one', 'two'].map((text) =>
      createGenericFile(text, `${text}.txt`, { contentType: 'text/plain', tags: [{ name: 'Of', value: text }] }),
    );
    const progress: number[] = [];
    const ids = await umiWith(plain).uploader.upload(files, { onProgress: (percent) => progress.push(percent) });
    expect(progress).to.deep.equal([50, 100]);
    for (const [at, text] of ['one', 'two'].entries()) {
      const bytes = new TextEncoder().encode(text);
      const found = await storage.get(ids[at]!, { sha256: sha256(bytes), maxBytes: 10 });
      expect(Buffer.from(found.bytes).toString()).to.equal(text);
      for await (const { id, tags } of storage.query({ tags: { Of: text } }, 1)) {
        expect(id).to.equal(ids[at]);
        expect(tags).to.deep.include({ name: 'Content-Type', value: 'text/plain' });
      }
    }
  });

  it('stores JSON and names the place wallets open, unless told another', async () => {
    const address = await umiWith().uploader.uploadJson({ name: 'a title' });
    expect(address).to.match(/^https:\/\/arweave\.net\/[\w-]{43}$/);
    const own = await umiWith((id) => `ar://${id}`).uploader.uploadJson({ name: 'a title' });
    expect(own).to.match(/^ar:\/\/[\w-]{43}$/);
  });

  it('knows no price, and stops when told: PriceUnknown, Aborted', async () => {
    const { uploader } = umiWith();
    expect((await refusal(uploader.getUploadPrice([]))).name).to.equal('PriceUnknown');
    const file = createGenericFile('x', 'x');
    expect((await refusal(uploader.upload([file], { signal: AbortSignal.abort() }))).name).to.equal('Aborted');
  });
});
