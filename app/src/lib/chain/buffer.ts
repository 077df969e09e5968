/** Libraries of the chain expect Node's `Buffer`; this is loaded before any of them. */
import { Buffer } from 'buffer';

globalThis.Buffer ??= Buffer;
