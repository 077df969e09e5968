/** Every bot there is; each adds a line. */
import type { z } from 'zod';
import { keeper } from './keeper/keeper.ts';
import { keyserver } from './keyserver/keyserver.ts';
import { sponsor } from './sponsor/sponsor.ts';
import type { Bot } from './kit/index.ts';

export const BOTS = [keeper, keyserver, sponsor] as unknown as readonly Bot<z.ZodRawShape>[];
