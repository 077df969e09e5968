/** Metaplex's Token Metadata program: where it lives, and where `toolchain/programs.sh` leaves its binary. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ChainError } from './chain/errors.ts';
import type { ProgramToLoad } from './localnet.ts';

/** Program address, base58. */
export const TOKEN_METADATA = 'metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s';

/** The real binary, for `programs` of either chain. LiteSVM and Surfpool bring the token programs themselves, not this one.
 * @throws ChainError `ProgramMissing` before `toolchain/prepare.sh` was run.
 */
export function tokenMetadataProgram(): ProgramToLoad {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const path = join(process.env['TAGGER_PROGRAMS'] ?? join(cache, 'tagger-programs'), 'token_metadata.so');
  if (!existsSync(path)) {
    throw new ChainError('ProgramMissing', 'The Token Metadata program is not here yet; run toolchain/programs.sh.');
  }
  return { address: TOKEN_METADATA, path };
}
