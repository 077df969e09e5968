/** Labels of two images, two texts and a recording, with names that are hard to write. */
import type { LabelSet } from '@tagger/client/exports';

export const CLASSES = ['cat', 'dog & "friend" <b>', '=SUM(A1)'];

/** 640 x 480 and 100 x 50 pixels: a box of 64 x 48, one at the edge; a triangle of 200 pixels. */
export const IMAGES: LabelSet = {
  classes: CLASSES,
  items: [
    {
      id: 'pets/a.jpg',
      width: 640,
      height: 480,
      boxes: [
        { label: 0, left: 0, top: 0, right: 64, bottom: 48 },
        { label: 1, left: 320, top: 240, right: 640, bottom: 480 },
      ],
    },
    { id: 'b.png', width: 100, height: 50, boxes: [{ label: 0, left: 10, top: 10, right: 11, bottom: 11 }] },
    { id: 'empty.png', width: 10, height: 10 },
  ],
};
export const OUTLINES: LabelSet = {
  classes: CLASSES,
  items: [
    {
      id: 'c.png',
      width: 100,
      height: 50,
      boxes: [{ label: 1, left: 50, top: 25, right: 100, bottom: 50 }],
      polygons: [
        {
          label: 0,
          points: [
            { x: 10, y: 10 },
            { x: 30, y: 10 },
            { x: 10, y: 30 },
          ],
        },
      ],
    },
  ],
};

/** The emoji is one character and two units of JavaScript. */
export const TEXTS: LabelSet = {
  classes: ['person', 'some place'],
  items: [
    {
      id: 't1',
      text: '\u{1f600} Ada Lovelace lived in London.',
      spans: [
        { label: 0, start: 2, end: 14 },
        { label: 1, start: 24, end: 30 },
      ],
    },
    { id: 't2', text: 'Nobody', spans: [] },
  ],
};
export const EVERYTHING: LabelSet = {
  classes: CLASSES,
  items: [
    { id: 'first.jpg', classLabel: 2 },
    ...OUTLINES.items,
    { id: 't1', text: '\u{1f600} Ada, here', spans: [{ label: 1, start: 2, end: 5 }] },
    { id: 'r.wav', transcript: '@echo -1, "quoted"\nsecond line' },
  ],
};
