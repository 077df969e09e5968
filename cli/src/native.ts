/** The native engine: the chain's consensus crate, compiled for this machine by `npm run setup`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TaggerClientError } from '@tagger/client';

export type NativeTool = 'tagger-consensus' | 'tagger-panel-reference';

export function nativePath(tool: NativeTool): string {
  const target = process.env['CARGO_TARGET_DIR'] ?? fileURLToPath(new URL('../../target', import.meta.url));
  const path = `${target}/release/${tool}`;
  if (!existsSync(path))
    throw new TaggerClientError('NativeToolMissing', `${tool} is not built: run \`npm run setup\``);
  return path;
}

/** Runs a native tool and returns its standard output; its own message is thrown when it refuses. */
export function runNative(tool: NativeTool, args: string[], input?: string): string {
  const result = spawnSync(nativePath(tool), args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...(input !== undefined && { input }),
  });
  if (result.status !== 0) throw new TaggerClientError('NativeToolRefused', result.stderr.trim() || `${tool} failed`);
  return result.stdout;
}
