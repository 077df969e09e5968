import type { PublicKey } from '@solana/web3.js';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { deliveryKey, generateIdentity, type Identity } from '@tagger/client/keys';
import {
  decodeKeys,
  encodeKeys,
  openPayload,
  payloadKeys,
  postPayloadKeys,
  readersWithout,
  readSharedPayload,
  sealPayload,
  type PayloadReader,
} from '@tagger/client/payload';
import { dataItems, idText, solanaSigner, type Storage } from '@tagger/client/storage';
import { refusal } from '../storage/support/refusal.ts';

interface Person {
  reader: PayloadReader;
  identity: Identity;
}

const person = (): Person => {
  const identity = generateIdentity();
  return { identity, reader: { wallet: Keypair.generate().publicKey, key: deliveryKey(identity) } };
};
const BOXES = new TextEncoder().encode(JSON.stringify([{ item: 0, box: [4, 5, 60, 70], label: 'car' }]));

/** Ann answers with boxes; Val and Vic are drawn to judge them; Rita asked; Eve is nobody. */
describe('payload keys', () => {
  let net: Localnet;
  let ann: Keypair;
  const [val, vic, rita, eve] = [person(), person(), person(), person()] as [Person, Person, Person, Person];
  const others = [val.reader, vic.reader, rita.reader];
  const requester = rita.reader;
  before(async () => {
    net = await startLocalnet();
    ann = Keypair.generate();
  });
  after(() => net.stop());

  const storageOf = (key: Keypair): Storage =>
    dataItems({
      gateways: [net.arweaveUrl],
      upload: `${net.arweaveUrl}/tx`,
      signer: () => solanaSigner(key.secretKey),
    });
  const newPage = (): PublicKey => Keypair.generate().publicKey;

  it('open a payload for those they are for, and for nobody else [attack 168]', async () => {
    const storage = storageOf(ann);
    const place = { page: newPage(), panel: 3n, posters: [ann.publicKey] };
    const { answer, secret } = await sealPayload(storage, BOXES);
    const stored = await storage.get(idText(answer.id), { sha256: answer.hash, maxBytes: 10_000 });
    expect(Buffer.from(stored.bytes).includes('car'), 'what lies on Arweave says nothing').to.equal(false);
    await postPayloadKeys(storage, place, payloadKeys(secret, place.page, others));
    for (const { reader, identity } of [val, vic, rita]) {
      const shared = await readSharedPayload(storage, place, answer, { self: reader, identity, requester });
      expect(Buffer.from(shared.plain).equals(BOXES)).to.equal(true);
      expect(shared.requesterReads).to.equal(true);
    }
    const asEve = { self: eve.reader, identity: eve.identity, requester };
    expect((await refusal(readSharedPayload(storage, place, answer, asEve))).name).to.equal('NoKeys');
    const asVal = { self: val.reader, identity: eve.identity, requester };
    expect((await refusal(readSharedPayload(storage, place, answer, asVal))).name).to.equal('NoKeys');
    expect((await refusal(openPayload(storage, answer, eve.identity))).name).to.equal('WrongKey');
  });

  it('show a validator that the requester was left out, or was given another key', async () => {
    const storage = storageOf(ann);
    const page = newPage();
    const { answer, secret } = await sealPayload(storage, BOXES);
    const { secret: other } = await sealPayload(storage, BOXES);
    const keys = payloadKeys(secret, page, others);
    const name = rita.reader.wallet.toBase58();
    const forged = new Map(keys.wraps).set(name, payloadKeys(other, page, others).wraps.get(name)!);
    const elsewhere = new Map(keys.wraps).set(name, payloadKeys(secret, newPage(), others).wraps.get(name)!);
    const left = new Map([...keys.wraps].filter(([wallet]) => wallet !== name));
    for (const [panel, wraps] of [forged, elsewhere, left].entries()) {
      const place = { page, panel: BigInt(panel) };
      await postPayloadKeys(storage, place, { ...keys, wraps });
      const shared = await readSharedPayload(storage, place, answer, {
        self: val.reader,
        identity: val.identity,
        requester,
      });
      expect(shared.requesterReads).to.equal(false);
    }
  });

  it("are found among what strangers posted: other payloads' keys, no keys at all, more files than are read", async () => {
    const storage = storageOf(ann);
    const place = { page: newPage(), panel: 0n, posters: [ann.publicKey] };
    const { answer, secret } = await sealPayload(storage, BOXES);
    await postPayloadKeys(storage, place, payloadKeys(secret, place.page, others));
    const mallory = storageOf(Keypair.generate());
    const { secret: forged } = await sealPayload(mallory, BOXES);
    for (let file = 0; file < 40; file += 1)
      await postPayloadKeys(mallory, place, payloadKeys(forged, place.page, others.slice(file % 3)));
    const self = { self: vic.reader, identity: vic.identity, requester };
    const shared = await readSharedPayload(storage, place, answer, self);
    expect(Buffer.from(shared.plain).equals(BOXES)).to.equal(true);
    expect((await refusal(readSharedPayload(storage, { ...place, posters: [] }, answer, self))).name).to.equal(
      'NoKeys',
    );
  });

  it('are read back only as they are written: BadKeys', () => {
    const keys = payloadKeys(new Uint8Array(32).fill(7), newPage(), others);
    const written = encodeKeys(keys);
    expect(decodeKeys(written)).to.deep.equal(keys);
    const file = JSON.parse(new TextDecoder().decode(written)) as { wraps: unknown[]; [key: string]: unknown };
    const bad: unknown[] = [
      null,
      [],
      { ...file, kind: 'tagger:payload-keys:v2' },
      { ...file, commitment: 'AA' },
      { ...file, wraps: {} },
      { ...file, wraps: [['no wallet', '', '']] },
      { ...file, wraps: [[rita.reader.wallet.toBase58(), 'AA', 'AA']] },
      { ...file, wraps: Array.from({ length: 65 }, () => file.wraps[0]) },
    ];
    for (const one of bad)
      expect(() => decodeKeys(new TextEncoder().encode(JSON.stringify(one))))
        .to.throw()
        .with.property('name', 'BadKeys');
    expect(() => decodeKeys(Uint8Array.of(255)))
      .to.throw()
      .with.property('name', 'BadKeys');
  });

  it('name nobody whose key is none, and say for whom a wrap is missing', () => {
    const page = newPage();
    const keys = payloadKeys(new Uint8Array(32).fill(7), page, [val.reader]);
    expect(readersWithout(keys, page, others).map(({ wallet }) => wallet)).to.deep.equal([
      vic.reader.wallet,
      rita.reader.wallet,
    ]);
    const nobody = { wallet: eve.reader.wallet, key: new Uint8Array(32) };
    expect(() => payloadKeys(new Uint8Array(32).fill(7), page, [nobody]))
      .to.throw()
      .with.property('name', 'InvalidKey');
  });
});
