/**
 * Writes `src/generated` from the program's IDL: the IDL itself, and its TypeScript type for Anchor's client.
 * `--check` writes nothing and fails when the files differ, so that CI notices drift.
 */
import { readFileSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { convertIdlToCamelCase } from '@coral-xyz/anchor/dist/cjs/idl.js';

const root = new URL('../', import.meta.url);
const source = new URL('../programs/tagger/artifacts/tagger.json', root);
const idl = JSON.parse(readFileSync(source, 'utf8')) as Parameters<typeof convertIdlToCamelCase>[0];

const header = '// Generated from the program by scripts/generate.ts. Do not edit; run `npm run generate`.\n';
/** Comments stay in the program: nobody reads them where the coder runs, and browsers load all of it. */
const bare = JSON.parse(
  JSON.stringify(idl, (key, value: unknown) => (key === 'docs' ? undefined : value)),
) as typeof idl;
const json = JSON.stringify(bare, null, 2);
const type = JSON.stringify(convertIdlToCamelCase(bare), null, 2);
const errors = Object.fromEntries(
  (idl.errors ?? []).map((error) => [error.code, { name: error.name, message: error.msg }]),
);

const files: Record<string, string> = {
  'idl.ts': `${header}import type { Idl } from '@coral-xyz/anchor';\n\nexport const IDL = ${json} as const satisfies object as unknown as Idl;\n`,
  'tagger.ts': `${header}/** The IDL's type with camel-case names, for \`Program<Tagger>\`. */\nexport type Tagger = ${type};\n`,
  'errors.ts': `${header}/** Program errors by code: the name tests compare, the sentence people read. */\nexport const PROGRAM_ERRORS: Readonly<Record<number, { name: string; message: string }>> = ${JSON.stringify(errors, null, 2)};\n`,
};

let stale = 0;
for (const [name, text] of Object.entries(files)) {
  const target = new URL(`src/generated/${name}`, root);
  if (process.argv.includes('--check')) {
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
      console.error(`client/src/generated/${name} differs from the program's IDL: run \`npm run generate\` and commit`);
      stale += 1;
    }
  } else {
    mkdirSync(new URL('.', target), { recursive: true });
    writeFileSync(fileURLToPath(target), text);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
