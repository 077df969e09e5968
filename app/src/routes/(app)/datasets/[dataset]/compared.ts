/** Statements of a card one by one, each with the verdict of the chain. */
import type { CheckedManifest, Finding, Manifest } from '@tagger/client/manifest';
import { text } from '#lib/text/index.ts';

export interface Statement {
  name: string;
  value: string;
  source: string;
  /** `closed`: nobody can compare it now. */
  verdict: 'same' | 'other' | 'unchecked' | 'closed';
}

export interface Compared {
  rows: Statement[];
  differing: Finding[];
  agreeing: number;
  /** Accounts that were closed since. */
  gone: number;
}

/** Names of findings that are about the accounts the card names as its chain. */
const ABOUT_CHAIN = new Set(['ChainDiffers', 'RootDiffers', 'PayloadDiffers', 'PublisherDiffers']);

export function statementsOf(manifest: Manifest, { findings, gone }: CheckedManifest): Compared {
  const { facts } = text.dataset.evidence;
  const taskGone = manifest.chain.task !== undefined && gone.includes(manifest.chain.task);
  const differs = (what: string, among: (name: string) => boolean): boolean =>
    findings.some((finding) => finding.what === what && among(finding.name));
  const chain = Object.entries(manifest.chain).map(([what, value]): Statement => {
    const closed = what === 'task' && taskGone;
    const other = differs(what, (name) => ABOUT_CHAIN.has(name));
    return {
      name: facts[what] ?? what,
      value: String(value as string | number),
      source: facts['dataset'] ?? '',
      verdict: closed ? 'closed' : other ? 'other' : 'same',
    };
  });
  const figures = manifest.figures.map(({ name, value, unit, source, checked }): Statement => {
    const other = differs(name, (finding) => finding === 'FigureDiffers');
    const closed = taskGone && source.startsWith('Task.');
    return {
      name: text.dataset.figureNames[name] ?? name,
      value: unit === undefined ? value : `${value} (${unit})`,
      source,
      verdict: checked === 'publisher' ? 'unchecked' : other ? 'other' : closed ? 'closed' : 'same',
    };
  });
  const rows = [...chain, ...figures];
  return {
    rows,
    differing: findings,
    agreeing: rows.filter(({ verdict }) => verdict === 'same').length,
    gone: gone.length,
  };
}
