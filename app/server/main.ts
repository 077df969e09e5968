/** `app/bin/tagger-app --config FILE [--port N]`: serves the built pages until it is told to stop. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from './server.ts';
import { readSettings } from './settings.ts';

const BUILD = fileURLToPath(new URL('../build', import.meta.url));

const { values } = parseArgs({ options: { config: { type: 'string' }, port: { type: 'string' } } });
if (values.config === undefined) {
  console.error('tagger-app --config FILE [--port N]: app/README.md says what is in the file');
  process.exit(2);
}
if (!existsSync(BUILD)) {
  console.error('the pages are not built: npm run build -w app');
  process.exit(1);
}
try {
  const settings = readSettings(values.config);
  const served = await serve(BUILD, { ...settings, ...(values.port !== undefined && { port: Number(values.port) }) });
  console.log(served.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void served.close().then(() => process.exit(0)));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
