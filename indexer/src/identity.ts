/** What an index is written with: program, cluster and interface. */
import { createHash } from 'node:crypto';
import { IDL } from '@tagger/client';
import { PROGRAM } from './chain/calls.ts';
import type { Identity } from './store/store.ts';

/** SHA-256 of the parts of the interface that decide what bytes mean: names, discriminators, types; texts may change. */
export function interfaceHash(): string {
  const bare = JSON.stringify(IDL, (key, value: unknown) => (key === 'docs' || key === 'metadata' ? undefined : value));
  return createHash('sha256').update(bare).digest('hex');
}

export const identityOf = (genesis: string): Identity => ({ program: PROGRAM, genesis, idl: interfaceHash() });
