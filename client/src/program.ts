/** What encodes and decodes everything of the program: Anchor's coder and nothing else of it. */
import type { Idl } from '@coral-xyz/anchor';
import { BorshCoder } from '@coral-xyz/anchor/dist/cjs/coder/borsh/index.js';
import { convertIdlToCamelCase } from '@coral-xyz/anchor/dist/cjs/idl.js';
import { IDL } from './generated/idl.ts';

/** The IDL with camel-case names, as the coder wants it. */
export const CAMEL_IDL: Idl = convertIdlToCamelCase(IDL);

/** Encodes and decodes everything of the program. */
export const CODER = new BorshCoder(CAMEL_IDL);
