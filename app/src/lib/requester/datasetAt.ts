/** Where the dataset of a task will be, which is known before there is one. */
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';

/** Number of a task's dataset among the publisher's, out of the task's address, so that whoever is interrupted comes to the same one. */
export const datasetNonce = (task: PublicKey): bigint =>
  new DataView(task.toBytes().slice(0, 8).buffer).getBigUint64(0, true);

export const datasetOf = ({ client }: Pick<Chain, 'client'>, publisher: PublicKey, task: PublicKey): PublicKey =>
  client.datasetPda(client.titlePda(publisher, datasetNonce(task)));
