/** Which code loads which model. Each is imported only where it runs. */
import type { ModelName } from '../catalogue.ts';
import type { Assets, Model } from './model.ts';

export const LOADERS: Readonly<Record<ModelName, (assets: Assets) => Promise<Model>>> = {
  objects: async (assets) => (await import('./objects.ts')).loadObjects(assets),
  ocr: async (assets) => (await import('./ocr.ts')).loadOcr(assets),
  entities: async (assets) => (await import('./entities.ts')).loadEntities(assets),
  sentiment: async (assets) => (await import('./sentiment.ts')).loadSentiment(assets),
  language: async (assets) => (await import('./language.ts')).loadLanguage(assets),
  speech: async (assets) => (await import('./speech.ts')).loadSpeech(assets),
};
