/** Figures that can't be read back from the chain once it is wound up, kept in a file beside it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { packLabels, type PanelView } from '@tagger/client';
import type { DisputeResult } from './dispute/result.ts';
import type { Opened } from './market/open.ts';
import type { MarketResult } from './market/result.ts';
import { planIndex } from './engine.ts';
import type { Plan } from './plan.ts';

export interface Notes {
  startedAt: number;
  lamportsAtStart: string;
  supplyAtStart: string;
  flightLamports: number;
  flightAnswers: number;
  /** Hexadecimal labels by plan index. */
  labels: Record<string, string>;
  paid: Record<string, string>;
  replayMs: number;
  /** Fees of the replay's own work; absent until it is done. */
  workFeeLamports?: number;
  /** Labels of the disputed batch as answered. */
  disputed?: number[];
  /** Absent until the dispute is over; null where nothing could be contested. */
  dispute?: DisputeResult | null;
  /** Who opened the dataset with his licence so far. */
  opened?: Opened[];
  /** Absent until the labels were sold and sold on. */
  market?: MarketResult;
}

export interface Notebook {
  value: Notes;
  save(): void;
}

export async function openNotes(dir: string, make: () => Promise<Notes>): Promise<Notebook> {
  const file = `${dir}/notes.json`;
  const value = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Notes) : await make();
  // In one step: a run killed while it writes finds the notes from before.
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(value));
    renameSync(`${file}.new`, file);
  };
  save();
  return { value, save };
}

/** Labels and pay of a panel, the first time it is seen settled. */
export function notePanel(notes: Notes, plan: Plan, page: number, panel: PanelView, seats: Map<string, number>): void {
  if (panel.phase !== 'settled') return;
  const index = planIndex(page, panel.number);
  if (notes.labels[index] !== undefined) return;
  notes.labels[index] = Buffer.from(packLabels(panel.labels, plan.bits)).toString('hex');
  const names = new Map([...seats].map(([name, seat]) => [seat, name]));
  for (const slot of panel.slots) {
    const name = slot.state === 'empty' ? undefined : names.get(slot.seat);
    if (name !== undefined) notes.paid[name] = (BigInt(notes.paid[name] ?? '0') + slot.reward).toString();
  }
}
