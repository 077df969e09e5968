/** The language of a text by its trigrams: franc-min, ISO 639-3 codes. */
import { francAll } from 'franc-min';
import type { Assets, Model } from './model.ts';

export async function loadLanguage(assets: Assets): Promise<Model> {
  return {
    sha256: await assets.modules('franc'),
    run: async (item) => {
      if (item.modality !== 'text') return [];
      const [first, second] = await Promise.resolve(francAll(item.text));
      if (first === undefined || first[0] === 'und') return [];
      // It always gives the best one 1; what says something is how far behind the next one is.
      return [{ kind: 'classLabel', word: first[0], score: second === undefined ? 1 : Math.min(1, 1 - second[1]) }];
    },
  };
}
