import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { datasetIdentity, generateIdentity, newDatasetSecret } from '@tagger/client/keys';
import {
  isOrder,
  itemBytes,
  itemsIdentity,
  itemsPerFile,
  newItemsSecret,
  openItems,
  openManifest,
  sealItems,
  secretOrder,
  TaggerClientError,
} from '@tagger/client/private';
import { putSealed } from '../../src/private/box.ts';
import { decodeList, encodeList, type ItemsList } from '../../src/private/list.ts';
import { packItems, unpackItem } from '../../src/private/padding.ts';
import type { Expected, PutOptions, Storage } from '@tagger/client/storage';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

async function refusal(run: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof run === 'function' ? run() : run);
  } catch (error) {
    expect(error).to.be.instanceOf(TaggerClientError);
    return (error as Error).name;
  }
  throw new Error('nothing was refused');
}

/** What was put, in order; `serve` may give other bytes than were put. */
class Shelf {
  readonly items: { id: string; bytes: Uint8Array; options: PutOptions }[] = [];
  reads = 0;
  serve = (bytes: Uint8Array): Uint8Array => bytes;

  readonly storage = {
    put: async (source, options) => {
      const bytes = new Uint8Array(await new Response(source.open()).arrayBuffer());
      const sha256 = hash(bytes);
      const id = Buffer.from(hash(Uint8Array.of(this.items.length, ...sha256))).toString('base64url');
      this.items.push({ id, bytes, options });
      return { id, sha256, size: bytes.length };
    },
    get: async (id: string, { sha256, maxBytes }: Expected) => {
      this.reads += 1;
      const bytes = this.serve(this.items.find((item) => item.id === id)!.bytes);
      if (bytes.length > maxBytes) throw new TaggerClientError('PayloadTooLarge', 'too large');
      if (Buffer.compare(hash(bytes), sha256) !== 0) throw new TaggerClientError('PayloadTampered', 'other bytes');
      return { bytes, contentType: 'application/octet-stream' };
    },
  } as Storage;
}
const hash = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

const ITEMS = Array.from({ length: 7 }, (_, at) => ({ name: `item ${at}`, bytes: text('x'.repeat(at * 50_000)) }));
const seal = async (shelf: Shelf, items = ITEMS, order?: number[]) => {
  const [secret, manifestSecret] = [newItemsSecret(), newDatasetSecret()];
  return { secret, manifestSecret, ...(await sealItems(shelf.storage, items, { secret, manifestSecret, order })) };
};

describe('private tasks: sealed items', () => {
  it('come back in the secret order, and the manifest says which is which', async () => {
    const shelf = new Shelf();
    const sealed = await seal(shelf);
    expect(isOrder(sealed.order, 7)).to.equal(true);
    const identity = itemsIdentity(sealed.secret);
    const read = await openItems(shelf.storage, sealed.list, identity);
    expect(read.map(({ length }) => length)).to.deep.equal(sealed.order.map((at) => at * 50_000));
    const manifest = await openManifest(shelf.storage, sealed.manifest, datasetIdentity(sealed.manifestSecret));
    expect(manifest.names).to.deep.equal(sealed.order.map((at) => `item ${at}`));
    expect(manifest.order).to.deep.equal(sealed.order);
    expect(manifest.items.id).to.equal(sealed.list.id);
    expect(manifest.identity.recipient).to.equal(identity.recipient);
  });

  it('are equally long, without tags, and a range fetches only the files it lies in', async () => {
    const shelf = new Shelf();
    const small = Array.from({ length: 1_500 }, (_, at) => ({ name: `${at}`, bytes: text(`sentence ${at}`) }));
    const sealed = await seal(shelf, small);
    // 1,024 items of 256 bytes a file; then list and manifest.
    expect(itemsPerFile(itemBytes(20), 1_500)).to.equal(1_024);
    expect(shelf.items).to.have.length(4);
    expect(shelf.items[0]!.bytes.length).to.equal(shelf.items[1]!.bytes.length);
    for (const { options } of shelf.items)
      expect(options).to.deep.equal({ contentType: 'application/octet-stream', tags: [] });
    const range = { first: 1_020, count: 3 };
    const read = await openItems(shelf.storage, sealed.list, itemsIdentity(sealed.secret), range);
    expect(read.map((bytes) => new TextDecoder().decode(bytes))).to.deep.equal(
      sealed.order.slice(1_020, 1_023).map((at) => `sentence ${at}`),
    );
    expect(shelf.reads, 'the list and one file').to.equal(2);
    await openItems(shelf.storage, sealed.list, itemsIdentity(sealed.secret), { first: 1_023, count: 2 });
    expect(shelf.reads, 'the list and two files').to.equal(5);
  });

  it('refuse what makes no sense: NoItems, BadOrder, SameSecret, ItemTooLarge, NoSuchItem', async () => {
    const shelf = new Shelf();
    expect(await refusal(seal(shelf, []))).to.equal('NoItems');
    for (const order of [
      [0, 1],
      [0, 1, 2, 3, 4, 5, 5],
      [0, 1, 2, 3, 4, 5, 7],
      [0, 1, 2, 3, 4, 5, 6.5],
    ])
      expect(await refusal(seal(shelf, ITEMS, order))).to.equal('BadOrder');
    const secret = newItemsSecret();
    expect(await refusal(sealItems(shelf.storage, ITEMS, { secret, manifestSecret: secret }))).to.equal('SameSecret');
    expect(await refusal(() => itemBytes(64 * 1024 * 1024))).to.equal('ItemTooLarge');
    expect(shelf.items, 'nothing was posted').to.have.length(0);
    const sealed = await seal(shelf);
    for (const range of [
      { first: 5, count: 3 },
      { first: -1, count: 1 },
      { first: 0, count: -1 },
    ])
      expect(await refusal(openItems(shelf.storage, sealed.list, itemsIdentity(sealed.secret), range))).to.equal(
        'NoSuchItem',
      );
  });

  it('[attack 72] [attack 169] do not open with another key, nor when a byte is changed: WrongKey, PayloadTampered', async () => {
    const shelf = new Shelf();
    const sealed = await seal(shelf);
    expect(await refusal(openItems(shelf.storage, sealed.list, generateIdentity()))).to.equal('WrongKey');
    const members = itemsIdentity(sealed.secret);
    expect(await refusal(openManifest(shelf.storage, sealed.manifest, members)), 'members have no manifest').to.equal(
      'WrongKey',
    );
    shelf.serve = (bytes) => bytes.map((byte, at) => (at === 400 ? byte ^ 1 : byte));
    expect(await refusal(openItems(shelf.storage, sealed.list, members))).to.equal('PayloadTampered');
  });

  it('[attack 73] a hostile list is refused before anything else is fetched: BadItems', async () => {
    const file = { id: 'A'.repeat(43), sha256: new Uint8Array(32) };
    const list: ItemsList = { count: 3, itemBytes: 256, perFile: 3, files: [file] };
    expect(decodeList(encodeList(list))).to.deep.equal(list);
    const shelf = new Shelf();
    const secret = newItemsSecret();
    const hostile: Partial<ItemsList>[] = [
      { files: [] },
      { files: [file, file] },
      { perFile: 2 },
      { count: 0 },
      { itemBytes: 2 ** 40, perFile: 1 },
      { itemBytes: 255 },
      { count: 1e300 },
      { files: [{ ...file, id: '../../etc/passwd' }] },
      { files: [{ ...file, sha256: new Uint8Array(31) }] },
    ];
    for (const change of hostile) {
      const stored = await putSealed(shelf.storage, encodeList({ ...list, ...change }), itemsIdentity(secret));
      shelf.reads = 0;
      expect(await refusal(openItems(shelf.storage, stored, itemsIdentity(secret))), JSON.stringify(change)).to.equal(
        'BadItems',
      );
      expect(shelf.reads).to.equal(1);
    }
    for (const garbage of ['', '{}', '[]', 'null', '{"kind":"tagger:private-items:v1"}']) {
      const stored = await putSealed(shelf.storage, text(garbage), itemsIdentity(secret));
      expect(await refusal(openItems(shelf.storage, stored, itemsIdentity(secret)))).to.equal('BadItems');
      expect(await refusal(openManifest(shelf.storage, stored, itemsIdentity(secret)))).to.equal('BadManifest');
    }
  });

  it('a length that runs out of its place is refused: BadItems', async () => {
    const block = packItems([text('one'), text('two')], 256, 2);
    expect(unpackItem(block, 256, 1)).to.deep.equal(text('two'));
    new DataView(block.buffer).setUint32(256, 253, true);
    expect(await refusal(() => unpackItem(block, 256, 1))).to.equal('BadItems');
    expect(await refusal(() => unpackItem(block, 256, 2))).to.equal('BadItems');
  });

  it('every order of three items is equally likely', () => {
    const counts = new Map<string, number>();
    for (let at = 0; at < 12_000; at += 1) {
      const order = secretOrder(3).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).to.equal(6);
    // 2,000 each with a standard deviation of 41: six of them are 245.
    for (const count of counts.values()) expect(count).to.be.within(1_755, 2_245);
  });
});
