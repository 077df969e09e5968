/** What is written down of a task before it is opened; plain values, as the browser keeps them. */
import type { DOMAIN } from '@tagger/client';
import type { Example, FileItem, ItemAnswer, Tool } from '@tagger/client/published';
import { COLOURS, TEMPLATES, type TemplateName } from './templates.ts';

export const STEPS = ['items', 'labels', 'rules', 'known', 'price', 'preview', 'fund'] as const;
export type Step = (typeof STEPS)[number];

export interface Label {
  name: string;
  colour: string;
}

/** What has been done of posting it. */
export interface Progress {
  /** Base58; whoever began goes on. */
  wallet: string;
  genesis: string;
  /** Number of the task among the wallet's, decimal. */
  nonce: string;
  /** Files that are stored, by the SHA-256 of each. */
  posted: Record<string, FileItem>;
  /** Of a private task: its items once they are stored. Encrypted again they would be others. */
  sealed?: SealedTask;
  /** What was signed last and might still land. */
  inFlight?: { signature: string; lastValidBlockHeight: number };
}

/** Where a private task's items lie. */
export interface SealedTask {
  list: SealedFile;
  /** What a licence of the dataset opens. */
  manifest: SealedFile;
}
export interface SealedFile {
  /** Arweave id. */
  id: string;
  /** Of the ciphertext, hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
}

/** An item people practise on: it is shown with its answer, so it is not asked. */
export interface PracticeDraft {
  /** Number of the item. */
  at: number;
  answer: ItemAnswer;
  why: string;
}

export interface DraftData {
  version: 1;
  template: TemplateName;
  columns: { item: number; known: number; id: number };
  labels: Label[];
  /** What an answer consists of; empty where it is one label. */
  tools: Tool[];
  suggestions: 'allowed' | 'none';
  practice: PracticeDraft[];
  title: string;
  instructions: string;
  examples: Example[];
  /** Separated by commas. */
  languages: string;
  seconds: number;
  /** Labels given by hand: class by number of the item. */
  hand: Record<number, string>;
  /** TAG as people write it. */
  price: string;
  bond: string;
  first: number;
  step: number;
  max: number;
  /** Share that shall be right before nobody more is asked, percent. */
  sure: number;
  method: 'weighted' | 'majority';
  batch: number;
  goldPerBatch: number;
  hours: number;
  reviewSeats: number;
  reviewFee: string;
  /** Percent of panels. */
  audit: number;
  level: number;
  domain: keyof typeof DOMAIN;
  assigned: boolean;
  /** Only members of the task can read the items. */
  private: boolean;
  /** Percent of what the dataset will earn. */
  contributors: number;
  validators: number;
  progress?: Progress;
}

export const labelsFrom = (names: readonly string[]): Label[] =>
  names.map((name, at) => ({ name, colour: COLOURS[at % COLOURS.length]! }));

export function emptyDraft(template: TemplateName = 'sentiment'): DraftData {
  const { classes, title, instructions, seconds, domain, tools } = TEMPLATES[template];
  return {
    version: 1,
    template,
    columns: { item: 0, known: -1, id: -1 },
    labels: labelsFrom(classes),
    tools: structuredClone(tools),
    suggestions: 'allowed',
    practice: [],
    ...{ title, instructions, seconds, domain },
    ...{ examples: [], languages: 'en', hand: {} },
    ...{ price: '0.01', bond: '1', first: 3, step: 1, max: 5, sure: 95, method: 'weighted' },
    ...{ batch: 20, goldPerBatch: 3, hours: 72, reviewSeats: 3, reviewFee: '0.002', audit: 0 },
    ...{ level: 0, assigned: true, private: false, contributors: 30, validators: 5 },
  };
}
