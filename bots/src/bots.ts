/** Every bot there is; each adds a line. */
import type { z } from 'zod';
import { annotator } from './annotator/annotator.ts';
import { keeper } from './keeper/keeper.ts';
import { keyserver } from './keyserver/keyserver.ts';
import { requester } from './requester/requester.ts';
import { sponsor } from './sponsor/sponsor.ts';
import { validator } from './validator/validator.ts';
import type { Bot } from './kit/index.ts';

export const BOTS = [
  annotator,
  keeper,
  keyserver,
  requester,
  sponsor,
  validator,
] as unknown as readonly Bot<z.ZodRawShape>[];
