import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { labelTable } from '@tagger/client/exports';
import { drawSample, linesAt, recordsOf } from '@tagger/client/manifest';
import { hashOf } from './support/dataset.ts';

describe('a sample', () => {
  it('is the lines with the smallest hashes of root and number', () => {
    const root = hashOf('records');
    const rank = (line: number): string => {
      const number = Buffer.alloc(8);
      number.writeBigUInt64LE(BigInt(line));
      return createHash('sha256').update(root).update(number).digest('hex');
    };
    const lines = Array.from({ length: 1_000 }, (_, line) => line);
    const smallest = [...lines].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, 10);
    expect(drawSample(1_000, 10, root)).to.deep.equal(smallest.sort((a, b) => a - b));
    expect(drawSample(1_000, 10, hashOf('other records'))).not.to.deep.equal(smallest);
  });

  it('has each line once, in order, and all when there are no more', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 80 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (lines, wanted, root) => {
          const places = drawSample(lines, wanted, root);
          expect(places).to.have.length(Math.min(lines, wanted));
          expect(places).to.deep.equal([...new Set(places)].sort((a, b) => a - b));
          expect(places.every((place) => place < lines)).to.equal(true);
        },
      ),
    );
  });

  it('of a table keeps its columns, which say what they mean', () => {
    const items = [0, 1, 0].map((classLabel, at) => ({ id: `${at}.jpg`, classLabel }));
    const columns = linesAt(labelTable({ classes: ['cat', 'dog'], items }), [0, 2]);
    const records = recordsOf(columns, {
      name: 'sample',
      description: 'Two lines',
      preview: 1,
      meanings: { item: 'Photograph' },
    });
    expect(records).to.deep.equal({
      name: 'sample',
      description: 'Two lines',
      fields: [
        { name: 'item', description: 'Photograph', type: 'text' },
        { name: 'kind', description: 'class, box, polygon, span or transcript', type: 'text' },
        { name: 'label', description: 'Name of the class', type: 'text' },
        { name: 'code', description: 'Number of the class, from 0', type: 'integer' },
      ],
      preview: [{ item: '0.jpg', kind: 'class', label: 'cat', code: 0 }],
    });
    expect(columns[0]!.values).to.deep.equal(['0.jpg', '2.jpg']);
  });
});
