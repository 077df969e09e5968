import { createHash } from 'node:crypto';
import { Connection, PublicKey } from '@solana/web3.js';
import { isSurfpoolBuilt, startLocalnet, startSurfpool, TOKEN_METADATA, tokenMetadataProgram } from '@tagger/localnet';
import { expect } from 'chai';

const LOADER = 'BPFLoaderUpgradeab1e11111111111111111111111';
/** What `docs/decisions/0017-nfts.md` was measured with: sha256 of each program's bytes. */
const PROGRAMS = {
  TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA: '53e587eee80c786bcfba1450397d92179a0f01def776d19fb4ddf690d64431cc',
  TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb: '495e9d7680dd555cb126a6a8e5464af5be9b01f02f2cd70634352722d22e3cad',
  ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL: '6804554e69fd3a58caa191dc4a58f4c67223d30ca28ab8987f39fc18d2f7374d',
  [TOKEN_METADATA]: '1e5786cc6462756fc221fd5bc744f67e9added188284f680d51b699379963a9d',
};

/** Bytes of a program; those of the upgradeable loader lie in an account of their own, behind 45 bytes. */
async function bytesOf(connection: Connection, program: string): Promise<Buffer> {
  const info = await connection.getAccountInfo(new PublicKey(program));
  if (info === null) throw new Error(`${program} is not there`);
  if (info.owner.toBase58() !== LOADER) return info.data;
  const data = await connection.getAccountInfo(new PublicKey(info.data.subarray(4, 36)));
  if (data === null) throw new Error(`${program} has no data`);
  return data.data.subarray(45);
}

describe('programs of the local chains', () => {
  for (const [name, start] of [
    ['LiteSVM', () => startLocalnet({ slotMs: 0, programs: [tokenMetadataProgram()] })],
    ['Surfpool', () => startSurfpool({ programs: [tokenMetadataProgram()] })],
  ] as const) {
    it(`are the known ones on ${name}`, async function () {
      if (name === 'Surfpool' && !isSurfpoolBuilt()) this.skip();
      const chain = await start();
      try {
        const connection = new Connection(chain.rpcUrl, 'confirmed');
        for (const [program, sha256] of Object.entries(PROGRAMS)) {
          const bytes = await bytesOf(connection, program);
          expect(createHash('sha256').update(bytes).digest('hex'), program).to.equal(sha256);
        }
      } finally {
        await chain.stop();
      }
    });
  }
});
