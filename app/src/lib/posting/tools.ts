/** Designing what an answer consists of. Pure. */
import type { Tool, ToolKind } from '@tagger/client/published';
import { text } from '../text/index.ts';
import type { DraftData } from './data.ts';

type Kind = 'text' | 'image' | 'audio';

/** What fits which items, in the order it is offered. */
export const TOOLS: Record<Kind, readonly ToolKind[]> = {
  image: ['box', 'polygon', 'point', 'choice', 'rating', 'transcript', 'form'],
  text: ['span', 'choice', 'rating', 'pairwise', 'transcript', 'form'],
  audio: ['region', 'transcript', 'choice', 'rating', 'form'],
};
/** Those that need labels. */
export const LABELLED: readonly ToolKind[] = ['box', 'polygon', 'point', 'span', 'region', 'choice'];

const MOST_RATING = 1_000;

export function newTool(kind: ToolKind): Tool {
  if (kind === 'rating') return { kind, min: 1, max: 5 };
  if (kind === 'form') return { kind, fields: [{ name: '' }] };
  return { kind };
}

/** Labels a tool has after one was taken away: those behind it move up. */
export const withoutLabel = (tools: readonly Tool[], gone: number): Tool[] =>
  tools.map((tool) =>
    'labels' in tool && tool.labels !== undefined
      ? { ...tool, labels: tool.labels.filter((at) => at !== gone).map((at) => (at > gone ? at - 1 : at)) }
      : tool,
  );

/** What has to be mended about them. */
export function toolProblems({ tools, labels }: Pick<DraftData, 'tools' | 'labels'>, kind: Kind): string[] {
  const said = text.post.problems;
  const none = (bad: boolean, why: string): string[] => (bad ? [why] : []);
  const rating = tools.find((tool) => tool.kind === 'rating');
  const form = tools.find((tool) => tool.kind === 'form');
  const names = form?.fields.map(({ name }) => name.trim()) ?? [];
  const whole = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= MOST_RATING;
  return [
    ...none(
      tools.some((tool) => !TOOLS[kind].includes(tool.kind)),
      said.otherItems,
    ),
    ...none(labels.length === 0 && tools.some((tool) => LABELLED.includes(tool.kind)), said.noLabels),
    ...none(
      tools.some((tool) => 'labels' in tool && tool.labels?.length === 0),
      said.toolLabels,
    ),
    ...none(rating !== undefined && !(whole(rating.min) && whole(rating.max) && rating.min < rating.max), said.scale),
    ...none(names.includes('') || new Set(names).size < names.length, said.fields),
  ];
}
