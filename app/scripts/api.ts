/**
 * Writes the reference of `@tagger/client` as Markdown into `app/.api`: a file for each part of its surface. Run by `toolchain/pages.sh` before the
 * pages are built.
 */
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Application, type TypeDocOptions } from 'typedoc';

const CLIENT = fileURLToPath(new URL('../../client/', import.meta.url));
const OUT = fileURLToPath(new URL('../.api', import.meta.url));

/** The main entry is cut into the files it is made of; each other one is a page. */
function entries(): string[] {
  const index = readFileSync(`${CLIENT}src/index.ts`, 'utf8');
  const parts = [...index.matchAll(/^export \* from '\.\/(.+)';$/gm)].map(([, file]) => `src/${file}`);
  const { exports } = JSON.parse(readFileSync(`${CLIENT}package.json`, 'utf8')) as {
    exports: Record<string, { 'tagger-source'?: string }>;
  };
  const paths = Object.entries(exports).flatMap(([name, { 'tagger-source': path }]) =>
    name === '.' || path === undefined ? [] : [path.slice(2)],
  );
  return [...new Set([...parts, ...paths])].map((path) => CLIENT + path);
}

const app = await Application.bootstrapWithPlugins({
  entryPoints: entries(),
  basePath: `${CLIENT}src`,
  tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  plugin: ['typedoc-plugin-markdown'],
  out: OUT,
  readme: 'none',
  excludePrivate: true,
  excludeExternals: true,
  skipErrorChecking: true,
  disableSources: true,
  logLevel: 'Error',
  ...({
    outputFileStrategy: 'modules',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
    enumMembersFormat: 'table',
  } as Partial<TypeDocOptions>),
});
const project = await app.convert();
if (project === undefined) throw new Error('the client could not be read');
rmSync(OUT, { recursive: true, force: true });
await app.generateOutputs(project);
if (app.logger.hasErrors()) process.exitCode = 1;
