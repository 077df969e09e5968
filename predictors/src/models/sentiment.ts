/** Polarity of a text by wink-nlp's lexicon, from -1 to 1, as one of three classes. */
import type { Assets, Model } from './model.ts';
import { wink } from './wink.ts';

/** Nearer to nothing than this is neutral. */
const NEUTRAL = 0.05;

export async function loadSentiment(assets: Assets): Promise<Model> {
  return {
    sha256: await assets.modules('wink'),
    run: async (item) => {
      if (item.modality !== 'text' || item.text.trim() === '') return [];
      const { its } = wink;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- names a column, nobody calls it here
      const polarity = await Promise.resolve(Number(wink.readDoc(item.text).out(its.sentiment)));
      const strength = Math.min(1, Math.abs(polarity));
      const word = strength < NEUTRAL ? 'neutral' : polarity > 0 ? 'positive' : 'negative';
      return [{ kind: 'classLabel', word, score: word === 'neutral' ? 0.5 : 0.5 + strength / 2 }];
    },
  };
}
