import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { lockFile } from '@tagger/client/storage/node';

const HOLDER = fileURLToPath(new URL('./support/holder.ts', import.meta.url));
const inUse = (holder: number): Error => new Error(`held by ${holder}`);
/** A number no process has: Linux gives none above 2^22. */
const NOBODY = '4194305';

describe('a lock', () => {
  let dir: string;
  let path: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tagger-lock-'));
    path = join(dir, 'lock');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(dir, { recursive: true });
  });

  /** A process that tries to take it; says whether it did, and keeps it. */
  const another = async (): Promise<{ child: ChildProcess; took: boolean }> => {
    const child = fork(HOLDER, [path], { execArgv: ['--conditions=tagger-source', '--import', 'tsx'] });
    children.push(child);
    const [took] = (await once(child, 'message')) as [boolean];
    return { child, took };
  };

  it('is one process’s, and once in it', async () => {
    const release = lockFile(path, inUse);
    expect(() => lockFile(path, inUse)).to.throw(`held by ${process.pid}`);
    expect((await another()).took).to.equal(false);
    release();
    expect(readdirSync(dir)).to.deep.equal([]);
    lockFile(path, inUse)();
  });

  it('is free again when its process was killed', async () => {
    const { child, took } = await another();
    expect(took).to.equal(true);
    expect(() => lockFile(path, inUse)).to.throw(`held by ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(path)).to.equal(true);
    lockFile(path, inUse)();
  });

  it('is free again when the process that was killed had the number of this one, as in a container', () => {
    writeFileSync(path, String(process.pid));
    const release = lockFile(path, inUse);
    expect(() => lockFile(path, inUse)).to.throw(`held by ${process.pid}`);
    release();
  });

  it('a half-written number is nobody’s', () => {
    for (const text of ['', 'x', '-1', NOBODY]) {
      writeFileSync(path, text);
      lockFile(path, inUse)();
    }
  });

  it('left behind, it goes to exactly one of four who come at once', async () => {
    writeFileSync(path, NOBODY);
    const all = await Promise.all([another(), another(), another(), another()]);
    expect(all.filter(({ took }) => took)).to.have.length(1);
  });
});
