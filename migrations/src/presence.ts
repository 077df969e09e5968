/** Whether something was created at an address. */
import { SystemProgram, type AccountInfo, type Connection, type PublicKey } from '@solana/web3.js';

/**
 * The account at an address, or null when nothing was created there. Anyone can send lamports to an address known
 * beforehand; that alone creates nothing and must not stop a deployment.
 */
export async function created(connection: Connection, address: PublicKey): Promise<AccountInfo<Buffer> | null> {
  const info = await connection.getAccountInfo(address);
  const onlyLamports = info?.owner.equals(SystemProgram.programId) === true && info.data.length === 0;
  return onlyLamports ? null : info;
}
