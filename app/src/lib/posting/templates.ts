/** Where people start from: labels, words and numbers that fit a use; all of it can be changed. */
import type { DOMAIN } from '@tagger/client';
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
}

export type TemplateName = keyof typeof text.post.templates;

const about: Record<TemplateName, Pick<Template, 'domain' | 'modality' | 'seconds'>> = {
  sentiment: { domain: 'text', modality: 'text', seconds: 8 },
  topics: { domain: 'text', modality: 'text', seconds: 12 },
  images: { domain: 'image', modality: 'image', seconds: 5 },
  driving: { domain: 'driving', modality: 'image', seconds: 8 },
  medical: { domain: 'medical', modality: 'image', seconds: 40 },
  inspection: { domain: 'industrial', modality: 'image', seconds: 6 },
  sound: { domain: 'audio', modality: 'audio', seconds: 15 },
  pairs: { domain: 'text', modality: 'text', seconds: 30 },
  rating: { domain: 'text', modality: 'text', seconds: 10 },
  own: { domain: 'other', modality: 'text', seconds: 10 },
};

export const TEMPLATES: Record<TemplateName, Template & { name: string; hint: string }> = Object.fromEntries(
  Object.entries(text.post.templates).map(([key, words]) => [key, { ...about[key as TemplateName], ...words }]),
) as Record<TemplateName, Template & { name: string; hint: string }>;
