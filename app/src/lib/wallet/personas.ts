/**
 * The people of a local chain as ordinary wallets: they announce themselves by the wallet standard, and the pages treat them like any other.
 */
import type { Keypair } from '@solana/web3.js';
import type { Wallet, WalletAccount } from '@wallet-standard/base';
import { registerWallet } from '@wallet-standard/wallet';
import type { Persona } from '../network/network.ts';
import type { Connect, Disconnect, Events, SignMessage, SignTransaction } from './standard.ts';

const CHAIN = 'solana:localnet';
const FEATURES = ['solana:signTransaction', 'solana:signMessage'] as const;

/** A round face of one letter. */
const face = (name: string): `data:image/svg+xml;base64,${string}` => {
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="hsl(${hue} 45% 35%)"/><text x="16" y="22" font-family="sans-serif" font-size="17" fill="#fff" text-anchor="middle">${name.charAt(0).toUpperCase()}</text></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
};

class PersonaWallet implements Wallet {
  readonly version = '1.0.0';
  readonly name: string;
  readonly icon;
  readonly chains = [CHAIN] as const;
  private readonly account: WalletAccount;
  private open: readonly WalletAccount[] = [];
  private readonly listeners = new Set<(change: { accounts?: readonly WalletAccount[] }) => void>();

  constructor(
    { name }: Persona,
    private readonly key: Keypair,
    private readonly sign: (message: Uint8Array, key: Keypair) => Uint8Array,
    private readonly signed: (transaction: Uint8Array, key: Keypair) => Uint8Array,
  ) {
    this.name = name;
    this.icon = face(name);
    const { publicKey } = key;
    this.account = {
      address: publicKey.toBase58(),
      publicKey: publicKey.toBytes(),
      chains: this.chains,
      features: FEATURES,
      label: name,
    };
  }

  get accounts(): readonly WalletAccount[] {
    return this.open;
  }

  get features() {
    return {
      'standard:connect': { version: '1.0.0', connect: () => this.connect() } satisfies Connect & { version: string },
      'standard:disconnect': { version: '1.0.0', disconnect: () => this.disconnect() } satisfies Disconnect & {
        version: string;
      },
      'standard:events': {
        version: '1.0.0',
        on: (_, listener) => {
          this.listeners.add(listener);
          return () => this.listeners.delete(listener);
        },
      } satisfies Events & { version: string },
      'solana:signTransaction': {
        version: '1.0.0',
        supportedTransactionVersions: ['legacy', 0],
        signTransaction: (...inputs) =>
          Promise.resolve(inputs.map(({ transaction }) => ({ signedTransaction: this.signed(transaction, this.key) }))),
      } satisfies SignTransaction & { version: string; supportedTransactionVersions: readonly unknown[] },
      'solana:signMessage': {
        version: '1.0.0',
        signMessage: (...inputs) =>
          Promise.resolve(
            inputs.map(({ message }) => ({ signedMessage: message, signature: this.sign(message, this.key) })),
          ),
      } satisfies SignMessage & { version: string },
    };
  }

  private connect(): Promise<{ accounts: readonly WalletAccount[] }> {
    this.open = [this.account];
    this.tell();
    return Promise.resolve({ accounts: this.open });
  }

  private disconnect(): Promise<void> {
    this.open = [];
    this.tell();
    return Promise.resolve();
  }

  private tell(): void {
    for (const listener of this.listeners) listener({ accounts: this.open });
  }
}

/** Registers a wallet for each; loads what signs only when there is somebody to sign. */
export async function registerPersonas(personas: readonly Persona[]): Promise<void> {
  if (personas.length === 0) return;
  const [{ Keypair, VersionedTransaction }, { ed25519 }] = await Promise.all([
    import('@solana/web3.js'),
    import('@noble/curves/ed25519'),
  ]);
  const sign = (message: Uint8Array, key: Keypair): Uint8Array => ed25519.sign(message, key.secretKey.slice(0, 32));
  const signed = (bytes: Uint8Array, key: Keypair): Uint8Array => {
    const transaction = VersionedTransaction.deserialize(bytes);
    transaction.sign([key]);
    return transaction.serialize();
  };
  for (const persona of personas) {
    const secret = Uint8Array.from(atob(persona.secret), (letter) => letter.charCodeAt(0));
    registerWallet(new PersonaWallet(persona, Keypair.fromSecretKey(secret), sign, signed));
  }
}
