/** What a list of tasks is narrowed down to; it lives in the address, so that a view can be kept and shared. */
import type { Offer } from './offers.ts';

export interface Filters {
  text: string;
  domain: number | undefined;
  modality: 'text' | 'image' | 'audio' | undefined;
  language: string;
  /** Base units an item. */
  least: bigint;
  /** Only what the person may take. */
  mine: boolean;
}

const MODALITIES = ['text', 'image', 'audio'] as const;

export function readFilters(query: Pick<URLSearchParams, 'get'>): Filters {
  const domain = Number.parseInt(query.get('domain') ?? '', 10);
  const least = query.get('least') ?? '';
  return {
    text: query.get('text') ?? '',
    domain: Number.isInteger(domain) && domain >= 0 ? domain : undefined,
    modality: MODALITIES.find((name) => name === query.get('modality')),
    language: query.get('language') ?? '',
    least: /^\d{1,19}$/.test(least) ? BigInt(least) : 0n,
    mine: query.get('mine') === '1',
  };
}

/** Only what differs from the whole list. */
export function writeFilters({ text, domain, modality, language, least, mine }: Filters): URLSearchParams {
  const query = new URLSearchParams();
  if (text !== '') query.set('text', text);
  if (domain !== undefined) query.set('domain', String(domain));
  if (modality !== undefined) query.set('modality', modality);
  if (language !== '') query.set('language', language);
  if (least > 0n) query.set('least', String(least));
  if (mine) query.set('mine', '1');
  return query;
}

/** Offers that match all of it. Words are looked for in title and instructions, whatever their case. */
export function narrow(offers: readonly Offer[], filters: Filters): Offer[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  return offers.filter(({ row, rules, ranked }) => {
    const said = `${rules?.title ?? row.title ?? ''} ${rules?.instructions ?? ''}`.toLowerCase();
    const languages = rules?.languages?.map((tag) => tag.split('-')[0]?.toLowerCase());
    return (
      words.every((word) => said.includes(word)) &&
      (filters.domain === undefined || row.domain === filters.domain) &&
      (filters.modality === undefined || (rules?.modality ?? 'text') === filters.modality) &&
      (filters.language === '' || languages === undefined || languages.includes(filters.language)) &&
      BigInt(row.price) >= filters.least &&
      (!filters.mine || ranked.eligible)
    );
  });
}
