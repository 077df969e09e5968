/** How commands speak: text or one JSON object on standard output, errors as sentences on standard error, exit codes. */
import { translate } from '@tagger/client';

/** 0 done; 1 refused by program, cluster or a file; 2 wrong use of the command line. */
export const EXIT = { ok: 0, refused: 1, misused: 2 } as const;

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/**
 * Strangers write titles, items and payloads: nothing in them may move the cursor, rename the window or turn a line around.
 * JSON escapes the former by itself.
 */
const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '\u{fffd}'));

export function print(json: boolean, value: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value, plain)}\n` : `${harmless(text)}\n`);
}

/** Runs a command; whatever it throws becomes a name, a sentence and exit code 1. */
export async function guarded(json: boolean, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { name, message } = translate(error);
    process.stderr.write(json ? `${JSON.stringify({ error: name, message })}\n` : `${name}: ${message}\n`);
    process.exitCode = EXIT.refused;
  }
}
