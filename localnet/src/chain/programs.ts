/** Loads program binaries as programs of the upgradeable loader, with a ProgramData account that names the authority. */
import { PublicKey } from '@solana/web3.js';
import type { Chain } from './chain.ts';
import { ChainError } from './errors.ts';
import { bytesOf, keyOf, UPGRADEABLE_LOADER, type Key } from './keys.ts';

/** `UpgradeableLoaderState::ProgramData`: u32 tag, u64 slot, Option<authority>; the ELF follows. */
const METADATA_LENGTH = 45;

export function programDataAddress(program: Key): Key {
  const [address] = PublicKey.findProgramAddressSync([bytesOf(program)], new PublicKey(bytesOf(UPGRADEABLE_LOADER)));
  return keyOf(address.toBytes());
}

/**
 * Puts `elf` at `program`. An identical binary already there is left alone together with its authority, so that a
 * restart keeps what happened on the chain.
 * @throws ChainError `ProgramRejected` when the runtime's verifier refuses the binary.
 */
export function loadProgram(chain: Chain, program: Key, elf: Uint8Array, authority: Key | undefined): void {
  const dataKey = programDataAddress(program);
  const present = chain.account(dataKey);
  if (present !== undefined && Buffer.compare(present.data.subarray(METADATA_LENGTH), elf) === 0) return;
  try {
    chain.svm.addProgram(program, elf);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChainError(
      'ProgramRejected',
      `The runtime refuses this program binary: ${reason}. Build it for SBF again.`,
    );
  }
  const loaded = chain.svm.account(dataKey);
  if (loaded === undefined) throw new ChainError('ProgramRejected', 'The runtime kept no ProgramData for this binary.');
  const data = Buffer.from(loaded.data);
  data[12] = authority === undefined ? 0 : 1;
  if (authority !== undefined) bytesOf(authority).copy(data, 13);
  const lamports = chain.svm.minimumBalance(data.length);
  chain.setAccount(dataKey, { ...loaded, data, lamports });
  const account = chain.svm.account(program);
  if (account !== undefined) {
    chain.setAccount(program, { ...account, lamports: chain.svm.minimumBalance(account.data.length) });
  }
}
