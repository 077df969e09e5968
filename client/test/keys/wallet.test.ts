import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519';
import { Keypair, Message, VersionedMessage, VersionedTransaction, Transaction } from '@solana/web3.js';
import { expect } from 'chai';
import { identityFromWallet, keyMessage, type KeyDomain, type KeyWallet } from '@tagger/client/keys';
import { refusal } from '../storage/support/refusal.ts';

const MAINNET: KeyDomain = {
  genesisHash: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
  programId: Keypair.fromSeed(new Uint8Array(32).fill(9)).publicKey.toBase58(),
};
const DEVNET = { ...MAINNET, genesisHash: 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG' };
const KEY = Keypair.fromSeed(new Uint8Array(32).fill(1));

const wallet = (key: Keypair, twist = (signature: Uint8Array, _call: number): Uint8Array => signature): KeyWallet => {
  let call = 0;
  return {
    publicKey: key.publicKey.toBytes(),
    signMessage: async (message) => {
      call += 1;
      return twist(ed25519.sign(message, key.secretKey.subarray(0, 32)), call);
    },
  };
};

describe('identities from a wallet', () => {
  it('are the same each time, and stay the same: files were encrypted for them', async () => {
    const identity = await identityFromWallet(wallet(KEY), MAINNET);
    expect(identity.recipient).to.equal('age1spxdr6064udu24mrv8hce6fwtf0ln39cxmmcqxaal6th8lu3wytqcrurk0');
    expect((await identityFromWallet(wallet(KEY), MAINNET)).toAge()).to.equal(identity.toAge());
  });

  it('[attack 162] differ by chain, program and wallet', async () => {
    const other = { ...MAINNET, programId: KEY.publicKey.toBase58() };
    const all = await Promise.all([
      identityFromWallet(wallet(KEY), MAINNET),
      identityFromWallet(wallet(KEY), DEVNET),
      identityFromWallet(wallet(KEY), other),
      identityFromWallet(wallet(Keypair.fromSeed(new Uint8Array(32).fill(2))), MAINNET),
    ]);
    expect(new Set(all.map(({ recipient }) => recipient)).size).to.equal(4);
  });

  it('tell the person what is signed, on which chain and for which program', () => {
    const text = new TextDecoder().decode(keyMessage(MAINNET, KEY.publicKey.toBytes()));
    expect(text.split('\n')).to.deep.equal([
      'Tagger key, version 1',
      '',
      'Whoever has this signature can read what is encrypted for you: sign only where you trust the page.',
      'It moves no money and is no transaction.',
      '',
      `Chain: ${MAINNET.genesisHash}`,
      `Program: ${MAINNET.programId}`,
      `Wallet: ${KEY.publicKey.toBase58()}`,
    ]);
  });

  it('[attack 163] the text is no transaction: 84 signers would need 2,688 bytes of keys, and it has fewer', () => {
    const message = keyMessage(MAINNET, KEY.publicKey.toBytes());
    expect(message[0]).to.equal(84);
    expect(message.length).to.be.below(84 * 32);
    expect(() => Message.from(message)).to.throw('Reached end of buffer');
    expect(VersionedMessage.deserializeMessageVersion(message)).to.equal('legacy');
    expect(() => Transaction.from(message)).to.throw();
    expect(() => VersionedTransaction.deserialize(message)).to.throw();
  });

  it('a wallet that signs differently each time: WalletNotDeterministic', async () => {
    // A genuine signature both times; only the second was made with another nonce, as shared keys do.
    const { publicKey } = wallet(KEY);
    const message = keyMessage(MAINNET, publicKey);
    const second = otherSignature(message, KEY.secretKey.subarray(0, 32));
    expect(ed25519.verify(second, message, publicKey, { zip215: false })).to.equal(true);
    const moody = wallet(KEY, (signature, call) => (call === 2 ? second : signature));
    expect((await refusal(identityFromWallet(moody, MAINNET))).name).to.equal('WalletNotDeterministic');
  });

  it('[attack 164] a wallet that signs something else, or nothing: WalletSignsOther', async () => {
    const wrapped: KeyWallet = {
      publicKey: KEY.publicKey.toBytes(),
      signMessage: async (message) =>
        ed25519.sign(
          new Uint8Array([...Buffer.from('\xffsolana offchain', 'latin1'), ...message]),
          KEY.secretKey.subarray(0, 32),
        ),
    };
    expect((await refusal(identityFromWallet(wrapped, MAINNET))).name).to.equal('WalletSignsOther');
    for (const twist of [() => new Uint8Array(64), () => new Uint8Array(0), (s: Uint8Array) => s.subarray(0, 63)])
      expect((await refusal(identityFromWallet(wallet(KEY, twist), MAINNET))).name).to.equal('WalletSignsOther');
    // With a key of small order everybody knows signatures that pass loose checks.
    const small: KeyWallet = {
      publicKey: new Uint8Array(32).fill(1, 0, 1),
      signMessage: async () => new Uint8Array(64).fill(1, 0, 1),
    };
    const message = keyMessage(MAINNET, small.publicKey);
    expect(ed25519.verify(await small.signMessage(message), message, small.publicKey)).to.equal(true);
    expect((await refusal(identityFromWallet(small, MAINNET))).name).to.equal('WalletSignsOther');
  });
});

/** Ed25519 (RFC 8032, 5.1.6) with 7 as its nonce. */
function otherSignature(message: Uint8Array, secret: Uint8Array): Uint8Array {
  const { Point } = ed25519;
  const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(secret);
  const R = Point.BASE.multiply(7n).toBytes();
  const hash = new Uint8Array(createHash('sha512').update(R).update(pointBytes).update(message).digest());
  const k = Point.Fn.create(BigInt(`0x${Buffer.from(hash.reverse()).toString('hex')}`));
  return new Uint8Array([...R, ...Point.Fn.toBytes(Point.Fn.create(7n + k * scalar))]);
}
