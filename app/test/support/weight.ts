import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

export interface Weight {
  /** Bytes of script, gzip, whatever this browser was sent. */
  script: number;
  requests: number;
}

/** Counts the script a page brings from now on; asked, says what came so far. */
export function weighed(page: Page): () => Promise<Weight> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const size = response.body().then((body) => gzipSync(body, { level: 6 }).length);
    // One that comes after the page was left counts for nothing.
    sizes.push(size.catch(() => 0));
  });
  return async () => {
    const found = await Promise.all(sizes);
    return { script: found.reduce((sum, size) => sum + size, 0), requests: found.length };
  };
}
