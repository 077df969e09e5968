/** The program as Anchor sees it, without a global provider. */
import anchor, { type Idl, type Program as AnchorProgram } from '@coral-xyz/anchor';
import type { Connection } from '@solana/web3.js';
import { convertIdlToCamelCase } from '@coral-xyz/anchor/dist/cjs/idl.js';
import { IDL } from './generated/idl.ts';
import type { Tagger } from './generated/tagger.ts';

/** The IDL with camel-case names, as the coder wants it. */
export const CAMEL_IDL: Idl = convertIdlToCamelCase(IDL);

/** Encodes and decodes everything of the program. */
export const CODER = new anchor.BorshCoder(CAMEL_IDL);

/** Anchor's own `Program`, for those who prefer its builders. Read-only: it has no wallet. */
export function anchorProgram(connection: Connection): AnchorProgram<Tagger> {
  return new anchor.Program(IDL, { connection });
}
