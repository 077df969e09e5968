import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { IDL } from '@tagger/client';

const FOLDERS = [
  'admin',
  'member',
  'requester',
  'hot',
  'crank',
  'governance',
  'validator',
  'review',
  'dataset',
  'holder',
  'resale',
  'breach',
];

/** Every instruction has a file of its own, and no file speaks of an instruction that is gone. */
describe('instruction tests', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url)).map((file) => ({ folder, file, name: file.replace('.test.ts', '') })),
  );

  for (const { name } of IDL.instructions) {
    it(`has one file for ${name}`, () => {
      const own = files.filter((entry) => entry.name === name);
      expect(own, `tests/instructions/<folder>/${name}.test.ts`).to.have.length(1);
      const { folder, file } = own[0] ?? { folder: '', file: '' };
      const text = readFileSync(new URL(`${folder}/${file}`, import.meta.url), 'utf8');
      expect(text).to.contain(`describe('${name}'`);
      expect(text, 'a refusal by name').to.contain('expectError(');
    });
  }

  it('has no file for anything else', () => {
    const names = new Set<string>(IDL.instructions.map((instruction) => instruction.name));
    expect(files.filter((entry) => !names.has(entry.name)).map((entry) => entry.file)).to.deep.equal([]);
  });

  it('expect every error of the program by name somewhere', () => {
    const root = new URL('..', import.meta.url);
    const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(file, root), 'utf8'));
    const untested = (IDL.errors ?? [])
      .map((error) => error.name)
      .filter((name) => !texts.some((text) => text.includes(`'${name}'`)));
    expect(untested).to.deep.equal([]);
  });
});
