import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { METHOD, settle } from '@tagger/client';
import { encryptStream, newDatasetSecret } from '@tagger/client/keys';
import {
  itemsIdentity,
  newItemsSecret,
  openItems,
  openManifest,
  seatIdentity,
  sealItems,
  secretOrder,
} from '@tagger/client/private';
import { datasetIdentity } from '@tagger/client/keys';
import { bytesSource, dataItems, idBytes, reader, solanaSigner, type Storage } from '@tagger/client/storage';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { answer, collectAll, join, panels, type PanelSetup } from '../support/build.ts';
import { team } from '../support/people.ts';
import { delivered, keyed, theSeatKey, type PrivateSetup } from '../support/private.ts';
import {
  ageBody,
  guesses,
  looksRandom,
  servedAt,
  sightOf,
  type Known,
  type Posted,
  type Sight,
} from '../support/outsider.ts';
import { act, createWorld, type World } from '../support/world.ts';

/** Ten items, each of another size: 4 to 40 thousand bytes that repeat themselves. Their names are public knowledge. */
const ITEMS: Known[] = Array.from({ length: 10 }, (_, at) => ({
  name: `photo-${at}.jpg`,
  bytes: new TextEncoder().encode(`<the picture of patient ${at}>`.repeat(150 * (at + 1))),
}));
const COUNT = ITEMS.length;
/** The label of place `i` is `i`, so that a label tells its place: who links a label to an item knows where the item is. */
const LABELS = ITEMS.map((_, at) => at);
const identityOrder = LABELS;

interface Run {
  sight: Sight;
  /** Data items of the task's items alone. */
  files: Posted[];
  /** Where each item really is. */
  places: number[];
}

// Two runs are compared to the last byte: on LiteSVM, whose chains begin alike.
(process.env['TAGGER_CHAIN'] === 'surfpool' ? describe.skip : describe)(
  'security: what an outsider sees of a private task',
  function () {
    this.timeout(120_000);
    let net: Localnet;
    beforeEach(async () => {
      net = await startLocalnet();
    });
    afterEach(() => net.stop());

    const storageOf = (signer: Keypair): Storage =>
      dataItems({
        gateways: [net.arweaveUrl],
        upload: `${net.arweaveUrl}/tx`,
        signer: () => solanaSigner(signer.secretKey),
      });
    const gateway = () => servedAt(reader({ gateways: [net.arweaveUrl] }), net.arweaveUrl);

    /** Rita posts the items in this order; Ann labels them and is paid; both worlds have the same outcome. */
    async function run(order: number[]): Promise<Run> {
      const world: World = await createWorld();
      try {
        const since = (await world.connection.getSignaturesForAddress(world.tagMint, { limit: 1 }, 'confirmed'))[0]!;
        const secret = newItemsSecret();
        const rita = Keypair.generate();
        const sealed = await sealItems(storageOf(rita), ITEMS, { secret, manifestSecret: newDatasetSecret(), order });
        const terms = { method: METHOD.majority, bits: 4, classes: 10, itemCount: COUNT };
        const setup: PanelSetup = await panels(world, [{ items: COUNT, seatsFirst: 1 }], {
          terms,
          itemsKey: sealed.itemsKey,
          itemsId: idBytes(sealed.list.id),
        });
        const ours: PrivateSetup = { ...setup, secret };
        const [ann] = await keyed(world, await team(world, 1));
        await join(world, ours, [ann!]);
        await delivered(world, ours, ann!);
        const work = await answer(world, ours, [ann!], [LABELS]);
        await act(world, ann!, settle({ page: setup.page, panels: [0n] }));
        await collectAll(world, ours, work);
        // Ann, who has the key, reads what she labels: the item at each place.
        const identity = seatIdentity(await theSeatKey(world, ours, ann!), ann!.identity, sealed.itemsKey);
        const read = await openItems(gateway(), sealed.list, identity);
        expect(read.map((bytes) => ITEMS.findIndex((item) => Buffer.compare(item.bytes, bytes) === 0))).to.deep.equal(
          order,
        );
        const sight = await sightOf(world, gateway(), since.signature);
        return { sight, files: sight.arweave.slice(0, -2), places: ITEMS.map((_, at) => order.indexOf(at)) };
      } finally {
        await world.chain.stop();
      }
    }

    const right = (guess: readonly (number | undefined)[], places: readonly number[]): number =>
      guess.filter((place, item) => place === places[item]).length;

    it('is the same whichever item is where: sizes, numbers, tags, order, ledger; the rest looks random', async () => {
      const orders = [secretOrder(COUNT), secretOrder(COUNT)] as const;
      const first = await run(orders[0]);
      await net.stop();
      net = await startLocalnet();
      const second = await run(orders[1]);
      expect(first.sight.ledger).to.have.length.greaterThan(8);
      expect(JSON.stringify(first.sight.ledger)).to.contain('panelSettled').and.contain('deliverTaskKey');
      first.sight.ledger.forEach((told, at) =>
        expect(told, `transaction ${at}`).to.deep.equal(second.sight.ledger[at]),
      );
      expect(first.sight.ledger.length).to.equal(second.sight.ledger.length);
      expect(first.sight.accounts).to.deep.equal(second.sight.accounts);
      const shape = ({ sight }: Run) =>
        sight.arweave.map(({ tags, owner, bytes }) => ({
          tags,
          size: bytes.length,
          sameOwner: owner === sight.arweave[0]!.owner,
          header: bytes.length - (ageBody(bytes)?.length ?? 0),
        }));
      expect(shape(first)).to.deep.equal(shape(second));
      // Four items of 65,536 bytes in each file, then the list and the manifest.
      expect(shape(first).map(({ size }) => size > 262_144)).to.deep.equal([true, true, true, false, false]);
      expect(
        new Set(
          shape(first)
            .slice(0, 3)
            .map(({ size }) => size),
        ).size,
      ).to.equal(1);
      expect(shape(first)[0]?.tags).to.deep.equal([{ name: 'Content-Type', value: 'application/octet-stream' }]);
      for (const { bytes } of [...first.sight.arweave, ...second.sight.arweave])
        expect(looksRandom(ageBody(bytes)!), 'bytes behind the header').to.equal(true);
      // He has no other way: equal sights get equal guesses.
      expect(guesses(ITEMS, first.files)).to.deep.equal(guesses(ITEMS, second.files));
      for (const way of ['the sizes', 'the bytes', 'the tags'])
        expect(guesses(ITEMS, first.files)[way]!.every((place) => place === undefined)).to.equal(true);
      // Nothing of an item is on the ledger or on Arweave: neither its bytes, nor its name, nor their hashes.
      const everything = Buffer.concat([
        Buffer.from(JSON.stringify(first.sight.ledger)),
        ...first.sight.arweave.map(({ bytes }) => bytes),
      ]);
      for (const { name, bytes } of ITEMS)
        for (const trace of [Buffer.from(name), bytes.subarray(0, 29), sha(bytes), sha(Buffer.from(name))])
          expect(everything.includes(Buffer.from(trace))).to.equal(false);
    });

    it('the order alone tells one item of ten on average, as a blind guess does', () => {
      const runs = 4_000;
      let hits = 0;
      for (let at = 0; at < runs; at += 1) {
        const order = secretOrder(COUNT);
        const places = ITEMS.map((_, item) => order.indexOf(item));
        hits += right(guesses(ITEMS, [])['the order of the file']!, places);
      }
      // One fixed point on average with variance one: five standard errors of 4,000 runs are 0.08.
      expect(hits / runs).to.be.within(0.92, 1.08);
    });

    it('the same outsider finds every item where the order is not secret', async () => {
      const { files, places } = await run(identityOrder);
      expect(right(guesses(ITEMS, files)['the order of the file']!, places)).to.equal(COUNT);
    });

    it('the same outsider finds every item where files are as long as their items, or tags or bytes tell', async () => {
      const secret = newItemsSecret();
      const order = secretOrder(COUNT);
      const places = ITEMS.map((_, at) => order.indexOf(at));
      const rita = Keypair.generate();
      const upload = async (bytes: Uint8Array, tags: Posted['tags'] = []): Promise<void> => {
        await storageOf(rita).put(bytesSource(bytes), { contentType: 'application/octet-stream', tags });
      };
      const sealed = async (bytes: Uint8Array): Promise<Uint8Array> =>
        new Uint8Array(
          await new Response(
            await encryptStream(new Blob([Uint8Array.from(bytes)]).stream(), [itemsIdentity(secret).recipient]),
          ).arrayBuffer(),
        );
      const ways: [string, (item: Known) => Promise<void>][] = [
        ['the sizes', async ({ bytes }) => upload(await sealed(bytes))],
        ['the bytes', ({ bytes }) => upload(bytes)],
        ['the tags', async ({ name }) => upload(await sealed(Buffer.alloc(256)), [{ name: 'File', value: name }])],
      ];
      for (const [way, put] of ways) {
        await net.stop();
        net = await startLocalnet();
        for (const at of order) await put(ITEMS[at]!);
        const world = await createWorld();
        const since = (await world.connection.getSignaturesForAddress(world.tagMint, { limit: 1 }, 'confirmed'))[0]!;
        const { arweave } = await sightOf(world, gateway(), since.signature);
        await world.chain.stop();
        expect(right(guesses(ITEMS, arweave)[way]!, places), way).to.equal(COUNT);
      }
    });

    it('who buys the manifest knows which label is about which item', async () => {
      const [secret, manifestSecret] = [newItemsSecret(), newDatasetSecret()];
      const { manifest, order } = await sealItems(storageOf(Keypair.generate()), ITEMS, { secret, manifestSecret });
      const opened = await openManifest(gateway(), manifest, datasetIdentity(manifestSecret));
      expect(opened.names).to.deep.equal(order.map((at) => ITEMS[at]!.name));
      const read = await openItems(gateway(), opened.items, opened.identity, { first: 3, count: 1 });
      expect(read).to.deep.equal([ITEMS[order[3]!]!.bytes]);
    });
  },
);

const sha = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
