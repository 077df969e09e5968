/** A market as the demo left it for visitors: its chain and its Arweave, and the keys of the people in it. Test money only. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Keypair, PublicKey } from '@solana/web3.js';

export interface Resident {
  /** As the web app names the wallet. */
  name: string;
  wallet: Keypair;
}

export interface Kept {
  /** Seed of further keys, 32 bytes. */
  seed: Uint8Array;
  /** Can make TAG. */
  deployer: Keypair;
  tagMint: PublicKey;
  /** Who visitors may be. */
  residents: { requester: Keypair; annotator: Keypair; validator: Keypair; buyer: Keypair };
  /** The dataset, and the publisher's secret behind its key. */
  dataset: PublicKey;
  secret: Uint8Array;
}

const FILE = 'kept.json';
/** Not of the chain: who works on it, and what the demo wrote for itself. */
const OWN = new Set(['lock', 'notes.json', 'bought', FILE]);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const key = (text: unknown): Keypair => Keypair.fromSecretKey(bytes(text));
const bytes = (text: unknown): Uint8Array => Uint8Array.from(Buffer.from(String(text), 'hex'));

/** Copies what lies in `from` to `to`, in place of what lay there. Nothing may be under way on the chain. */
export function keep(from: string, to: string, kept: Kept): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true, filter: (path) => path === from || !OWN.has(basename(path)) });
  const { seed, deployer, tagMint, residents, dataset, secret } = kept;
  const people = Object.entries(residents).map(([role, { secretKey }]) => [role, hex(secretKey)]);
  const written = {
    ...{ seed: hex(seed), deployer: hex(deployer.secretKey), tagMint: tagMint.toBase58() },
    ...{ residents: Object.fromEntries(people) as object, dataset: dataset.toBase58(), secret: hex(secret) },
  };
  writeFileSync(join(to, FILE), JSON.stringify(written), { mode: 0o600 });
}

/** Throws what reading a file throws where nothing was kept. */
export function readKept(dir: string): Kept {
  const found = JSON.parse(readFileSync(join(dir, FILE), 'utf8')) as Record<string, unknown>;
  const { requester, annotator, validator, buyer } = found['residents'] as Record<string, unknown>;
  return {
    seed: bytes(found['seed']),
    deployer: key(found['deployer']),
    tagMint: new PublicKey(String(found['tagMint'])),
    residents: { requester: key(requester), annotator: key(annotator), validator: key(validator), buyer: key(buyer) },
    dataset: new PublicKey(String(found['dataset'])),
    secret: bytes(found['secret']),
  };
}
