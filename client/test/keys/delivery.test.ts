import { createHash } from 'node:crypto';
import { ristretto255 } from '@noble/curves/ed25519';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  datasetCommitment,
  datasetIdentity,
  deliveryKey,
  Identity,
  newDatasetSecret,
  passOnKey,
  passKey,
  PROOF_BYTES,
  unwrapKey,
  verifyHandover,
  verifyWrap,
  WRAP_BYTES,
  wrapKey,
  type Delivery,
  type Handover,
  type Wrap,
} from '@tagger/client/keys';
import { G, H } from '../../src/keys/group.ts';

const { Point } = ristretto255;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const NEUTRAL = new Uint8Array(32);

const SECRET = bytes(1);
const BUYER = new Identity(bytes(2));
const STRANGER = new Identity(bytes(3));
const DELIVERY: Delivery = {
  programId: bytes(4),
  account: bytes(5),
  commitment: datasetCommitment(SECRET),
  recipient: deliveryKey(BUYER),
};

/** A wrap made with these numbers; the other tests need other ones each time. */
const FIXED: Wrap = {
  wrap: unhex(
    '3eeb2e7373aaebbdc61b961d3d35ec4411576e8ba456ca9603da661cf694c348a22e78f6f50ed4db6f43ed3d8f757d22242dece29affb1bcb2c643dddfb2c307',
  ),
  proof: unhex(
    'c47401878d26e44d89860d95929a33dee43b29ec9a2934ec310629f87ec628664b5b27b8b2884caadfa6ce411651a40c98fd14da05267d6e7a322d687200b4b1e06843961cad2a4bcc99ebbbe672880e',
  ),
};

describe('delivery of keys', () => {
  it('gives the buyer the identity that opens the payload, in 64 bytes on chain and 80 of proof', () => {
    const { wrap, proof } = wrapKey(SECRET, DELIVERY);
    expect([wrap.length, proof.length]).to.deep.equal([64, 80]);
    expect([WRAP_BYTES, PROOF_BYTES]).to.deep.equal([64, 80]);
    expect(verifyWrap(DELIVERY, { wrap, proof })).to.equal(true);
    expect(unwrapKey(BUYER, DELIVERY.commitment, wrap).toAge()).to.equal(datasetIdentity(SECRET).toAge());
    expect(unwrapKey(STRANGER, DELIVERY.commitment, wrap).toAge()).not.to.equal(datasetIdentity(SECRET).toAge());
  });

  it('can be passed on by who holds it: the same key for somebody else, without a proof', () => {
    const passed = passKey(BUYER, wrapKey(SECRET, DELIVERY).wrap, deliveryKey(STRANGER));
    expect(unwrapKey(STRANGER, DELIVERY.commitment, passed).toAge()).to.equal(datasetIdentity(SECRET).toAge());
    expect(unwrapKey(BUYER, DELIVERY.commitment, passed).toAge()).not.to.equal(datasetIdentity(SECRET).toAge());
    const proofless = { wrap: passed, proof: new Uint8Array(PROOF_BYTES) };
    expect(verifyWrap({ ...DELIVERY, recipient: deliveryKey(STRANGER) }, proofless)).to.equal(false);
    for (const [wrap, recipient] of [
      [passed.subarray(1), deliveryKey(STRANGER)],
      [new Uint8Array(WRAP_BYTES), deliveryKey(STRANGER)],
      [passed, NEUTRAL],
    ] as const)
      expect(() => passKey(BUYER, wrap, recipient))
        .to.throw()
        .with.property('name', 'InvalidKey');
  });

  it('has generators and keys that stay as they are: the program and old licences depend on them', () => {
    expect(hex(G.toBytes())).to.equal('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76');
    expect(hex(H.toBytes())).to.equal('d4a8f4f1641e2535f869a7bc24060ccf9776032f8b1b91f1a7ef9d1e3460b662');
    expect(hex(DELIVERY.commitment)).to.equal('92430a426a97b1fca907f6fe530a617315339ee690b8c82fcc8a11daa87a720b');
    expect(hex(DELIVERY.recipient)).to.equal('bec93f3ebdd4ff11f2d9d746049fdfc7cede547c92192e33cd947a9707ff7159');
    expect(datasetIdentity(SECRET).recipient).to.equal(
      'age1n0ew0s0wea587ywnduqga770wfmpuscmasw27jk8vy0runhwfg3slmghnp',
    );
    expect(verifyWrap(DELIVERY, FIXED)).to.equal(true);
    expect(unwrapKey(BUYER, DELIVERY.commitment, FIXED.wrap).secret).to.deep.equal(datasetIdentity(SECRET).secret);
  });

  it('[attack 174] a publisher cannot deliver another key than he committed to', () => {
    const other = newDatasetSecret();
    expect(() => wrapKey(other, DELIVERY)).to.throw('belongs to another dataset');
    // He can wrap another key and prove that, but not under this commitment.
    const wrong = wrapKey(other, { ...DELIVERY, commitment: datasetCommitment(other) });
    expect(verifyWrap(DELIVERY, wrong)).to.equal(false);
    // Nor can he put the proof of a right wrap beside garbage.
    const right = wrapKey(SECRET, DELIVERY);
    expect(verifyWrap(DELIVERY, { wrap: wrong.wrap, proof: right.proof })).to.equal(false);
    const shifted = Point.fromBytes(right.wrap.subarray(32)).add(Point.BASE).toBytes();
    const moved = new Uint8Array([...right.wrap.subarray(0, 32), ...shifted]);
    expect(verifyWrap(DELIVERY, { wrap: moved, proof: right.proof })).to.equal(false);
  });

  it('[attack 167, 168] a wrap counts for its program, licence, dataset and recipient, and for no other', () => {
    const made = wrapKey(SECRET, DELIVERY);
    const others: Partial<Delivery>[] = [
      { programId: bytes(9) },
      { account: bytes(9) },
      { commitment: datasetCommitment(bytes(9)) },
      { recipient: deliveryKey(STRANGER) },
    ];
    expect(others.map((other) => verifyWrap({ ...DELIVERY, ...other }, made))).to.deep.equal(others.map(() => false));
  });

  it('[attack 168] keys that would show the secret to all are refused: no point, and the neutral one', () => {
    for (const recipient of [NEUTRAL, bytes(255), bytes(1)]) {
      expect(() => wrapKey(SECRET, { ...DELIVERY, recipient })).to.throw('no key for deliveries');
      expect(verifyWrap({ ...DELIVERY, recipient }, FIXED)).to.equal(false);
    }
    expect(() => wrapKey(SECRET, { ...DELIVERY, recipient: bytes(1).subarray(1) })).to.throw('no key for deliveries');
    expect(verifyWrap({ ...DELIVERY, commitment: NEUTRAL }, FIXED)).to.equal(false);
    for (const wrap of [new Uint8Array(64), new Uint8Array(64).fill(255), new Uint8Array(63)]) {
      expect(verifyWrap(DELIVERY, { ...FIXED, wrap })).to.equal(false);
      expect(() => unwrapKey(BUYER, DELIVERY.commitment, wrap)).to.throw();
    }
  });

  it('[attack 169] uses its random numbers once: two wraps of the same key for the same buyer share nothing', () => {
    const many = Array.from({ length: 20 }, () => wrapKey(SECRET, DELIVERY));
    for (const part of [
      ({ wrap }: Wrap) => hex(wrap.subarray(0, 32)),
      ({ wrap }: Wrap) => hex(wrap.subarray(32)),
      ({ proof }: Wrap) => hex(proof.subarray(0, 16)),
      ({ proof }: Wrap) => hex(proof.subarray(16, 48)),
      ({ proof }: Wrap) => hex(proof.subarray(48)),
    ])
      expect(new Set(many.map(part)).size).to.equal(20);
  });

  it('[attack 164] any changed bit of wrap or proof is refused, a second spelling of the same numbers too', () => {
    for (let bit = 0; bit < 8 * (WRAP_BYTES + PROOF_BYTES); bit += 1) {
      const [wrap, proof] = [Uint8Array.from(FIXED.wrap), Uint8Array.from(FIXED.proof)];
      const [where, at] = bit < 8 * WRAP_BYTES ? [wrap, bit >> 3] : [proof, (bit >> 3) - WRAP_BYTES];
      where[at] = (where[at] ?? 0) ^ (1 << (bit & 7));
      expect(verifyWrap(DELIVERY, { wrap, proof }), `bit ${bit}`).to.equal(false);
    }
    for (const at of [16, 48]) {
      const number = BigInt(`0x${hex(FIXED.proof.slice(at, at + 32).reverse())}`) + Point.Fn.ORDER;
      const proof = Uint8Array.from(FIXED.proof);
      proof.set(unhex(number.toString(16).padStart(64, '0')).reverse(), at);
      expect(verifyWrap(DELIVERY, { ...FIXED, proof })).to.equal(false);
    }
    expect(verifyWrap(DELIVERY, { ...FIXED, proof: new Uint8Array(PROOF_BYTES) })).to.equal(false);
    expect(verifyWrap(DELIVERY, { ...FIXED, proof: FIXED.proof.subarray(1) })).to.equal(false);
  });

  it('works for any secret and any people, and for nobody else', () => {
    const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(secret, secret, secret, secret, (dataset, buyer, other, account) => {
        fc.pre(hex(buyer) !== hex(other));
        const delivery = {
          programId: bytes(4),
          account,
          commitment: datasetCommitment(dataset),
          recipient: deliveryKey(new Identity(buyer)),
        };
        const made = wrapKey(dataset, delivery);
        const open = (who: Uint8Array): string =>
          hex(unwrapKey(new Identity(who), delivery.commitment, made.wrap).secret);
        expect(verifyWrap(delivery, made)).to.equal(true);
        expect(open(buyer)).to.equal(hex(datasetIdentity(dataset).secret));
        expect(open(other)).not.to.equal(open(buyer));
      }),
      { numRuns: 25 },
    );
  });

  it('[attack 171] neither wrap nor proof nor an identity in a log shows a secret', () => {
    const { wrap, proof } = wrapKey(SECRET, DELIVERY);
    const shown = hex(wrap) + hex(proof) + JSON.stringify({ BUYER, wrap: hex(wrap) });
    for (const secret of [SECRET, BUYER.secret, datasetIdentity(SECRET).secret]) {
      expect(shown).not.to.include(hex(secret));
      expect(shown).not.to.include(hex(createHash('sha256').update(secret).digest()));
    }
    expect(JSON.stringify(BUYER)).to.equal(JSON.stringify(BUYER.recipient));
  });
});

describe('keys passed on', () => {
  const held = FIXED.wrap;
  const HANDOVER: Handover = {
    programId: DELIVERY.programId,
    account: DELIVERY.account,
    giver: DELIVERY.recipient,
    held,
    recipient: deliveryKey(STRANGER),
  };

  it('give the next holder the same identity, without the publisher, any number of times', () => {
    let [giver, wrap] = [BUYER, held];
    for (let turn = 0; turn < 3; turn += 1) {
      const next = new Identity(bytes(20 + turn));
      const handover = { ...HANDOVER, giver: deliveryKey(giver), held: wrap, recipient: deliveryKey(next) };
      const made = passOnKey(giver, handover);
      expect(verifyHandover(handover, made)).to.equal(true);
      expect(unwrapKey(next, DELIVERY.commitment, made.wrap).toAge()).to.equal(datasetIdentity(SECRET).toAge());
      [giver, wrap] = [next, made.wrap];
    }
  });

  it('[attack 174] nobody passes on another key than he holds', () => {
    expect(() => passOnKey(STRANGER, HANDOVER)).to.throw('is for another key');
    // He knows the numbers of a wrap of his own making, and proves that one: it is not the one that is there.
    const other = wrapKey(bytes(9), { ...DELIVERY, commitment: datasetCommitment(bytes(9)) }).wrap;
    const wrong = passOnKey(BUYER, { ...HANDOVER, held: other });
    expect(verifyHandover(HANDOVER, wrong)).to.equal(false);
    const right = passOnKey(BUYER, HANDOVER);
    expect(verifyHandover(HANDOVER, { wrap: wrong.wrap, proof: right.proof })).to.equal(false);
    // A proof of the publisher's kind is none of the holder's, and the other way round.
    expect(verifyHandover(HANDOVER, wrapKey(SECRET, { ...DELIVERY, recipient: HANDOVER.recipient }))).to.equal(false);
    expect(verifyWrap({ ...DELIVERY, recipient: HANDOVER.recipient }, right)).to.equal(false);
  });

  it('[attack 167, 168] count for their program, licence, giver, wrap and recipient, and for no other', () => {
    const made = passOnKey(BUYER, HANDOVER);
    const others: Partial<Handover>[] = [
      { programId: bytes(9) },
      { account: bytes(9) },
      { giver: deliveryKey(STRANGER) },
      { held: wrapKey(SECRET, DELIVERY).wrap },
      { recipient: deliveryKey(new Identity(bytes(9))) },
      { recipient: NEUTRAL },
      { held: new Uint8Array(64) },
    ];
    expect(others.map((other) => verifyHandover({ ...HANDOVER, ...other }, made))).to.deep.equal(
      others.map(() => false),
    );
  });

  it('[attack 164] any changed bit of wrap or proof is refused', () => {
    const made = passOnKey(BUYER, HANDOVER);
    for (let bit = 0; bit < 8 * (WRAP_BYTES + PROOF_BYTES); bit += 7) {
      const [wrap, proof] = [Uint8Array.from(made.wrap), Uint8Array.from(made.proof)];
      const [where, at] = bit < 8 * WRAP_BYTES ? [wrap, bit >> 3] : [proof, (bit >> 3) - WRAP_BYTES];
      where[at] = (where[at] ?? 0) ^ (1 << (bit & 7));
      expect(verifyHandover(HANDOVER, { wrap, proof }), `bit ${bit}`).to.equal(false);
    }
  });
});
