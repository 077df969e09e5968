/** The models that come with this package: what they are called, whose they are, what they can't do. */
import type { Description, Modality } from './predictor.ts';

export interface Entry {
  modality: Modality;
  kind: Description['kind'];
  modelId: string;
  version: string;
  labels: readonly string[];
  /** Suggestions below are left out unless the caller wants them. */
  minScore: number;
  licence: string;
  limits: string;
}

export const MODELS = ['objects', 'ocr', 'entities', 'sentiment', 'language', 'speech'] as const;
export type ModelName = (typeof MODELS)[number];

/** COCO's 80 classes (cocodataset.org) in the order of the detector. */
const COCO = (
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,bird,' +
  'cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,' +
  'sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,' +
  'bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,' +
  'toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,' +
  'teddy bear,hair drier,toothbrush'
).split(',');

/** Languages franc-min tells apart, ISO 639-3. */
const LANGUAGES = (
  'amh,arb,azj,bel,ben,bho,bos,bul,ceb,ces,ckb,cmn,deu,ell,eng,fra,fuv,guj,hau,hin,hms,hnj,hrv,hun,ibo,ilo,ind,ita,' +
  'jav,jpn,kan,kaz,kin,koi,kor,lin,mad,mag,mai,mal,mar,mya,nld,npi,nya,pan,pbu,pes,plt,pol,por,qug,ron,run,rus,sin,' +
  'skr,som,spa,srp,sun,swe,swh,tam,tel,tgl,tha,tur,ukr,urd,uzn,vie,yor,zlm,zul,zyb'
).split(',');

export const CATALOGUE: Readonly<Record<ModelName, Entry>> = {
  objects: {
    modality: 'image',
    kind: 'box',
    modelId: '@vladmandic/human centernet',
    version: '3.3.6',
    labels: COCO,
    minScore: 0.3,
    licence:
      'MIT (package); its weights come from mobilenetv3_centernet, where we found no licence: ask before selling it',
    limits: 'Knows 80 everyday things and nothing else; misses small and crowded ones; takes cats for dogs.',
  },
  ocr: {
    modality: 'image',
    kind: 'transcript',
    modelId: 'tesseract.js eng 4.0.0_best_int',
    version: '7.0.0',
    labels: [],
    minScore: 0.6,
    licence: 'Apache-2.0 (tesseract.js, Tesseract, tessdata_best)',
    limits: 'Reads printed English on an even background; not handwriting, scenes, curved or turned text.',
  },
  entities: {
    modality: 'text',
    kind: 'span',
    modelId: 'wink-eng-lite-web-model + compromise',
    version: '1.8.1+14.17.0',
    labels:
      'PERSON,PLACE,ORGANIZATION,DATE,TIME,DURATION,MONEY,PERCENT,CARDINAL,ORDINAL,EMAIL,URL,HASHTAG,MENTION,EMOJI,EMOTICON'.split(
        ',',
      ),
    minScore: 0,
    licence: 'MIT (both)',
    limits:
      'Rules and lists for English: misses names it has no list of, and has no measure of doubt (its score is always 0.5).',
  },
  sentiment: {
    modality: 'text',
    kind: 'classLabel',
    modelId: 'wink-eng-lite-web-model',
    version: '1.8.1',
    labels: ['negative', 'neutral', 'positive'],
    minScore: 0,
    licence: 'MIT',
    limits: 'Adds up the words of a lexicon in English: no irony, no context, weak on short or factual sentences.',
  },
  language: {
    modality: 'text',
    kind: 'classLabel',
    modelId: 'franc-min',
    version: '6.2.0',
    labels: LANGUAGES,
    minScore: 0,
    licence: 'MIT',
    limits: 'Needs a sentence or two: short texts and close relatives (Norwegian and Danish) are mixed up.',
  },
  speech: {
    modality: 'audio',
    kind: 'region',
    modelId: '@ricky0123/vad-web silero_vad_v6',
    version: '0.0.31',
    labels: ['speech'],
    minScore: 0,
    licence: 'MIT (Silero), ISC (package)',
    limits: 'Says where somebody speaks, not what or who; singing and voices behind music are doubtful.',
  },
};
