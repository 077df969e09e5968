/** JSON logs, one line each, on standard output. Whatever somebody logs, the bot's secret is struck out of it. */
import { destination, pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Errors become name, message and logs of the program: stacks of a refusal say nothing. */
function errorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  return { name, message, ...(name === 'Error' || name.endsWith('TypeError') ? { stack: error.stack } : {}) };
}

/** `secrets` are struck out wherever they appear. `to` defaults to standard output. */
export function createLog(
  about: Record<string, unknown>,
  settings: { logLevel: string },
  secrets: readonly string[],
  to: DestinationStream = destination({ dest: 1, sync: true }),
): Logger {
  const strike = (line: string): string => secrets.reduce((text, secret) => text.split(secret).join('[secret]'), line);
  return pino(
    {
      level: settings.logLevel,
      base: about,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: errorOf, error: errorOf },
      redact: {
        paths: ['secretKey', '*.secretKey', '_keypair', '*._keypair', 'keypair', '*.keypair'],
        censor: '[secret]',
      },
      hooks: { streamWrite: strike },
    },
    to,
  );
}
