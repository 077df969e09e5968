/** `tagger key`: names the key others encrypt for the wallet with. */
import type { Command } from 'commander';
import { createMember, fetchMember, send, setKey } from '@tagger/client';
import { deliveryKey } from '@tagger/client/keys';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { hasKey, identityOf, isKey, otherKey } from '../identity.ts';
import { guarded, print } from '../output.ts';

interface KeyFlags extends ClusterFlags {
  replace: boolean;
}

export function addKey(program: Command): void {
  onCluster(
    program
      .command('key')
      .description('name the key others encrypt for you with; it is made from your signature and need not be kept'),
  )
    .option('--replace', 'in place of another one; what was encrypted for that one needs its own identity', false)
    .action((flags: KeyFlags) => guarded(flags.json, () => key(flags)));
}

async function key(flags: KeyFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet, send: options } = context;
  const own = deliveryKey(await identityOf(context));
  const member = await fetchMember(connection, wallet.publicKey);
  const known = member !== null && isKey(member.key, own);
  if (!known && member !== null && hasKey(member) && !flags.replace) throw otherKey();
  const join = member === null ? [createMember({ wallet: wallet.publicKey })] : [];
  if (!known) await send(connection, [...join, setKey({ wallet: wallet.publicKey, key: own })], [wallet], options);
  const text = Buffer.from(own).toString('hex');
  print(
    flags.json,
    { key: text, named: known ? 'before' : flags.dryRun ? 'planned' : 'now' },
    `${known ? 'your key is' : flags.dryRun ? 'would name' : 'named'} ${text}`,
  );
}
