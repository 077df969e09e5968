/** What the documentation holds, in the order it is read. Each page is a file of the repository, so that it reads the same there. */
export interface Chapter {
  title: string;
  pages: Page[];
}
export interface Page {
  /** Last part of its address. */
  slug: string;
  title: string;
  /** Path in the repository. */
  file: string;
}

const page = (slug: string, title: string, file = `docs/${slug}.md`): Page => ({ slug, title, file });
const guide = (slug: string, title: string): Page => page(slug, title, `docs/guides/${slug}.md`);

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Guides',
    pages: [
      guide('annotators', 'For annotators'),
      guide('requesters', 'For requesters'),
      guide('validators', 'For validators'),
      guide('buyers', 'For buyers of licences'),
      guide('publishers', 'For publishers'),
      guide('governors', 'For those who vote'),
    ],
  },
  {
    title: 'How it works',
    pages: [
      page('protocol', 'The program', 'programs/tagger/README.md'),
      page('state-machine', 'States and exits'),
      page('agreement', 'Agreement'),
      page('honesty', 'Does honesty pay'),
      page('routing', 'Who sees which task'),
      page('manifest', 'Dataset cards'),
      page('payload-answers', 'Answers of payload tasks'),
      page('storage', 'Storage'),
    ],
  },
  {
    title: 'Build on it',
    pages: [
      guide('client', 'The TypeScript client'),
      page('bots', 'Bot cookbook'),
      page('predictors', 'Predictors'),
      page('indexer', 'Indexer', 'indexer/README.md'),
      page('key-service', 'Keys, licences, proofs'),
      page('command-line', 'Command line'),
      page('operations', 'Operations'),
    ],
  },
];

export const PAGES: readonly Page[] = CHAPTERS.flatMap(({ pages }) => pages);
