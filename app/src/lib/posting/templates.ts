/** Where people start from: labels, words and numbers that fit a use; all of it can be changed. */
import type { DOMAIN } from '@tagger/client';
import type { Tool } from '@tagger/client/published';
import { text } from '../text/index.ts';

/** Colours that are told apart by most people on light and dark ground (Okabe and Ito 2008, and darker ones of theirs). */
export const COLOURS = [
  ...['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d00', '#7a4fa3'],
  ...['#00527f', '#983f00', '#00664a', '#8f4c74', '#a87400', '#2b7fb0', '#5f4a00', '#4f2f73'],
];

export interface Template {
  domain: keyof typeof DOMAIN;
  modality: 'text' | 'image' | 'audio';
  classes: string[];
  title: string;
  instructions: string;
  seconds: number;
  /** What an answer consists of; empty where it is one label. */
  tools: Tool[];
}

export type TemplateName = keyof typeof text.post.templates;

const ONE: Tool[] = [];

const about: Record<TemplateName, Pick<Template, 'domain' | 'modality' | 'seconds' | 'tools'>> = {
  sentiment: { domain: 'text', modality: 'text', seconds: 8, tools: ONE },
  topics: { domain: 'text', modality: 'text', seconds: 12, tools: ONE },
  images: { domain: 'image', modality: 'image', seconds: 5, tools: ONE },
  driving: { domain: 'driving', modality: 'image', seconds: 8, tools: ONE },
  medical: { domain: 'medical', modality: 'image', seconds: 40, tools: ONE },
  inspection: { domain: 'industrial', modality: 'image', seconds: 6, tools: ONE },
  sound: { domain: 'audio', modality: 'audio', seconds: 15, tools: ONE },
  pairs: { domain: 'text', modality: 'text', seconds: 30, tools: ONE },
  rating: { domain: 'text', modality: 'text', seconds: 10, tools: ONE },
  boxes: { domain: 'image', modality: 'image', seconds: 30, tools: [{ kind: 'box' }] },
  outlines: { domain: 'image', modality: 'image', seconds: 90, tools: [{ kind: 'polygon' }] },
  road: { domain: 'driving', modality: 'image', seconds: 60, tools: [{ kind: 'box' }, { kind: 'polygon' }] },
  lesions: { domain: 'medical', modality: 'image', seconds: 120, tools: [{ kind: 'polygon' }, { kind: 'point' }] },
  defects: { domain: 'industrial', modality: 'image', seconds: 25, tools: [{ kind: 'box' }] },
  entities: { domain: 'text', modality: 'text', seconds: 30, tools: [{ kind: 'span' }] },
  transcripts: { domain: 'audio', modality: 'audio', seconds: 60, tools: [{ kind: 'transcript' }, { kind: 'region' }] },
  judged: {
    ...{ domain: 'text', modality: 'text', seconds: 45 },
    tools: [
      { kind: 'pairwise' },
      { kind: 'rating', min: 1, max: 5 },
      { kind: 'form', fields: [{ name: 'Why', long: true, optional: true }] },
    ],
  },
  own: { domain: 'other', modality: 'text', seconds: 10, tools: ONE },
};

export const TEMPLATES: Record<TemplateName, Template & { name: string; hint: string }> = Object.fromEntries(
  Object.entries(text.post.templates).map(([key, words]) => [key, { ...about[key as TemplateName], ...words }]),
) as Record<TemplateName, Template & { name: string; hint: string }>;
