/** A deployed chain of its own, people with key files, and the command line as each of them. Time stands still between commands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { Connection, Keypair, SystemProgram } from '@solana/web3.js';
import { expect } from 'chai';
import { DRAW, fetchClock, PROGRAM_ID, send } from '@tagger/client';
import { startLocalnet, tokenMetadataProgram, type Localnet } from '@tagger/localnet';
import { migrate, readParameters, STEPS } from '@tagger/migrations';
import { tagger, type Finished } from './run.ts';

const PROGRAM = fileURLToPath(new URL('../../../programs/tagger/artifacts/tagger.so', import.meta.url));

export class Town {
  private constructor(
    readonly dir: string,
    readonly chain: Localnet,
    readonly connection: Connection,
    readonly mint: Keypair,
    private readonly people: Map<string, Keypair>,
  ) {}

  /** Everybody has one SOL and `tag` base units. */
  static async build(names: string[], tag = 1_000_000_000n): Promise<Town> {
    const dir = mkdtempSync(join(tmpdir(), 'tagger-town-'));
    const [deployer, mint] = [Keypair.generate(), Keypair.generate()];
    const payer = deployer.publicKey;
    const chain = await startLocalnet({
      slotMs: 0,
      programs: [
        { address: PROGRAM_ID.toBase58(), path: PROGRAM, upgradeAuthority: payer.toBase58() },
        tokenMetadataProgram(),
      ],
    });
    const connection = new Connection(chain.rpcUrl, 'confirmed');
    await connection.confirmTransaction(await connection.requestAirdrop(payer, 100_000_000_000));
    const roles = { deployer, admin: payer, guardian: payer, treasuryOwner: payer };
    await migrate(STEPS, { connection, tagMint: mint, parameters: readParameters('localnet'), ...roles });
    const people = new Map(names.map((name) => [name, Keypair.generate()]));
    const town = new Town(dir, chain, connection, mint, people);
    for (const [name, pair] of people) {
      writeFileSync(town.keyFile(name), JSON.stringify([...pair.secretKey]));
      const tokens = getAssociatedTokenAddressSync(mint.publicKey, pair.publicKey);
      await send(
        connection,
        [
          SystemProgram.transfer({ fromPubkey: payer, toPubkey: pair.publicKey, lamports: 1_000_000_000 }),
          createAssociatedTokenAccountIdempotentInstruction(payer, tokens, pair.publicKey, mint.publicKey),
          createMintToInstruction(mint.publicKey, tokens, payer, tag),
        ],
        [deployer],
      );
    }
    return town;
  }

  async close(): Promise<void> {
    await this.chain.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  key(name: string): Keypair {
    return this.people.get(name) as Keypair;
  }

  /** Who has a wallet, by its address. */
  nameOf(address: string): string {
    const found = [...this.people].find(([, pair]) => pair.publicKey.toBase58() === address);
    if (found === undefined) throw new Error(`nobody here has the wallet ${address}`);
    return found[0];
  }

  file(name: string, text?: string): string {
    const path = join(this.dir, name);
    if (text !== undefined) writeFileSync(path, text);
    return path;
  }

  keyFile(name: string): string {
    return this.file(`${name}.json`);
  }

  as(name: string, ...args: string[]): Promise<Finished> {
    return tagger(...args, '--url', this.chain.rpcUrl, '--keypair', this.keyFile(name));
  }

  /** What a command prints with `--json`; it must succeed. */
  async json<T = Record<string, unknown>>(name: string, ...args: string[]): Promise<T> {
    const run = await this.as(name, ...args, '--json');
    expect(run.code, run.stderr).to.equal(0);
    return JSON.parse(run.stdout) as T;
  }

  /** The name of the refusal of a command, which must fail. */
  async refusal(name: string, ...args: string[]): Promise<string> {
    const run = await this.as(name, ...args);
    expect(run.code, run.stdout).to.equal(1);
    return (
      run.stderr
        .split('\n')
        .findLast((line) => /^\w+: /.test(line))
        ?.split(':')[0] ?? run.stderr
    );
  }

  /** The first slot of the next epoch of the pool. */
  async nextEpoch(): Promise<void> {
    const { slot } = await fetchClock(this.connection);
    await this.chain.advance({ slots: DRAW.epochSlots - Number(slot % BigInt(DRAW.epochSlots)) });
  }

  async pass(seconds: number): Promise<void> {
    await this.chain.advance({ seconds });
  }
}
