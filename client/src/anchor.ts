/** `@tagger/client/anchor`: the program by Anchor's own builders, for those who prefer them. Loads all of Anchor. */
import { Program } from '@coral-xyz/anchor';
import type { Connection } from '@solana/web3.js';
import { IDL } from './generated/idl.ts';
import type { Tagger } from './generated/tagger.ts';

/** Read-only: it has no wallet. */
export const anchorProgram = (connection: Connection): Program<Tagger> => new Program(IDL, { connection });
