/**
 * How good the shipped models are on real files out of packages, and how fast. Run:
 *   npm run -w predictors bench [-- FOLDER]      FOLDER is kept; default ~/.cache/tagger-measure
 * Boxes, texts and names in truth.json were written down by us by looking; the sentences' polarity is their authors'. Needs
 * espeak-ng for speech whose bounds are known.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReport } from '@tagger/client/report';
import { CATALOGUE, type Item, type ModelName, type Predictor, type Suggestion } from '@tagger/predictors';
import { openPredictor } from '@tagger/predictors/node';
import { decodeWav } from '../src/audio/wav.ts';
import { resample } from '../src/audio/resample.ts';

interface Truth {
  boxes: Record<string, [string, number, number, number, number][]>;
  texts: Record<string, string>;
  entities: [string, [string, string][]][];
}

const folder = process.argv[2] ?? join(homedir(), '.cache', 'tagger-measure');
execFileSync(join(import.meta.dirname, 'fetch.sh'), [folder], { stdio: 'inherit' });
const truth = JSON.parse(readFileSync(join(import.meta.dirname, 'truth.json'), 'utf8')) as Truth;
const report = await loadReport();

const bytes = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(folder, path)));
const image = (path: string): Item => ({ modality: 'image', bytes: bytes(path) });
const text = (words: string): Item => ({ modality: 'text', text: words });
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const rows: string[][] = [];
const times = new Map<ModelName, number[]>();

async function using<T>(
  model: ModelName,
  act: (ask: (item: Item, minScore?: number) => Promise<Suggestion[]>) => Promise<T>,
): Promise<T> {
  const predictor: Predictor = await openPredictor(model);
  const took: number[] = [];
  try {
    return await act(async (item, minScore) => {
      const start = performance.now();
      const found = await predictor.predict(item, { labels: { minScore } });
      took.push(performance.now() - start);
      return found;
    });
  } finally {
    times.set(model, took.slice(1));
    await predictor.close();
  }
}

async function objects(): Promise<void> {
  await using('objects', async (ask) => {
    const found: { path: string; suggestions: Suggestion[] }[] = [];
    for (const path of Object.keys(truth.boxes)) found.push({ path, suggestions: await ask(image(path), 0.1) });
    const labels = CATALOGUE.objects.labels;
    for (const least of [0.2, 0.3, 0.4, 0.5]) {
      let [hits, wanted, given] = [0, 0, 0];
      for (const { path, suggestions } of found) {
        const reference = truth.boxes[path]!.map(([word, left, top, right, bottom]) => ({
          label: labels.indexOf(word),
          left,
          top,
          right,
          bottom,
        }));
        const answer = suggestions.flatMap(({ value, score }) =>
          value.kind === 'box' && score >= least ? [value] : [],
        );
        hits += report.matchBoxes(reference, answer).pairs.length;
        wanted += reference.length;
        given += answer.length;
      }
      rows.push([
        'objects',
        `${found.length} photographs, ${wanted} boxes`,
        `score from ${least}: precision ${percent(hits / Math.max(1, given))} of ${given}, recall ${percent(hits / wanted)} at IoU 0.5`,
      ]);
    }
  });
}

async function ocr(): Promise<void> {
  await using('ocr', async (ask) => {
    const groups = { 'printed pages': 'images/', 'words in photographs': 'scenes/' };
    for (const [name, start] of Object.entries(groups)) {
      let [characters, words, length, count, exact] = [0, 0, 0, 0, 0];
      const paths = Object.keys(truth.texts).filter((path) => path.startsWith(start));
      for (const path of paths) {
        const [found] = await ask(image(path));
        const read = found?.value.kind === 'transcript' ? found.value.text.replace(/\s+/g, ' ') : '';
        const [byCharacter, byWord] = [
          report.characterErrorRate(truth.texts[path]!, read),
          report.wordErrorRate(truth.texts[path]!, read),
        ];
        characters += byCharacter.substitutions + byCharacter.deletions + byCharacter.insertions;
        length += byCharacter.length;
        words += byWord.substitutions + byWord.deletions + byWord.insertions;
        count += byWord.length;
        exact += Number(byCharacter.rate === 0);
        if (start === 'images/')
          rows.push([
            'ocr',
            path.slice(start.length),
            `character error rate ${percent(byCharacter.rate)}, word error rate ${percent(byWord.rate)}`,
          ]);
      }
      rows.push([
        'ocr',
        `${name}, ${paths.length} files, ${count} words`,
        `character error rate ${percent(characters / length)}, word error rate ${percent(words / count)}, ${exact} without an error`,
      ]);
    }
  });
}

async function sentiment(): Promise<void> {
  await using('sentiment', async (ask) => {
    for (const site of ['amazon', 'imdb', 'yelp']) {
      const all = JSON.parse(readFileSync(join(folder, 'sentences', `${site}.json`), 'utf8')) as {
        text: string;
        class: 0 | 1 | null;
      }[];
      // The files end with a line without a class.
      const sentences = all.filter(({ class: known }) => known === 0 || known === 1);
      let [right, decided] = [0, 0];
      for (const sentence of sentences) {
        const [found] = await ask(text(sentence.text));
        const label = found?.value.kind === 'classLabel' ? CATALOGUE.sentiment.labels[found.value.label] : 'neutral';
        if (label === 'neutral') continue;
        decided += 1;
        right += Number((label === 'positive') === (sentence.class === 1));
      }
      rows.push([
        'sentiment',
        `${sentences.length} sentences of ${site}, half positive`,
        `${percent(right / decided)} right of the ${percent(decided / sentences.length)} it calls positive or negative; ${percent(right / sentences.length)} of all`,
      ]);
    }
  });
}

async function language(): Promise<void> {
  await using('language', async (ask) => {
    const codes = { en: 'eng', de: 'deu', fr: 'fra', it: 'ita', nl: 'nld', ru: 'rus' };
    for (const [least, most] of [
      [20, 40],
      [60, 100],
      [150, 300],
    ] as const) {
      let [right, all] = [0, 0];
      const each: string[] = [];
      for (const [tag, code] of Object.entries(codes)) {
        // Paragraphs of prose: no lists of commands, no headings, no addresses; cut at a word.
        const paragraphs = readFileSync(join(folder, 'faq', `${tag}.txt`), 'utf8')
          .split(/\n\s*\n/)
          .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
          .filter((paragraph) => paragraph.length >= 150 && !/[*#_|<>/]|\d\.\d|https?:/.test(paragraph));
        let good = 0;
        const sample = paragraphs.slice(0, 40);
        for (const paragraph of sample) {
          const cut = paragraph.slice(0, most).replace(/\s\S*$/, '');
          const [found] = cut.length < least ? [] : await ask(text(cut));
          good += Number(found?.value.kind === 'classLabel' && CATALOGUE.language.labels[found.value.label] === code);
        }
        each.push(`${tag} ${good}/${sample.length}`);
        right += good;
        all += sample.length;
      }
      rows.push([
        'language',
        `${all} paragraphs of six languages cut to ${most} characters`,
        `${percent(right / all)} right (${each.join(', ')})`,
      ]);
    }
  });
}

async function entities(): Promise<void> {
  await using('entities', async (ask) => {
    const kinds = ['PERSON', 'PLACE', 'ORGANIZATION'];
    const labels = CATALOGUE.entities.labels;
    const counts = new Map(kinds.map((kind) => [kind, { hits: 0, wanted: 0, given: 0 }]));
    for (const [sentence, names] of truth.entities) {
      const found = await ask(text(sentence));
      const characters = [...sentence];
      const given = found.flatMap(({ value }) =>
        value.kind === 'span' ? [`${labels[value.label]} ${characters.slice(value.start, value.end).join('')}`] : [],
      );
      const wanted = names.map(([kind, name]) => `${kind} ${name}`);
      for (const [kind, count] of counts) {
        const [mine, theirs] = [given, wanted].map((list) => list.filter((one) => one.startsWith(`${kind} `))) as [
          string[],
          string[],
        ];
        count.given += mine.length;
        count.wanted += theirs.length;
        count.hits += mine.filter((one) => theirs.includes(one)).length;
      }
    }
    for (const [kind, { hits, wanted, given }] of counts)
      rows.push([
        'entities',
        `${kind}: ${wanted} in ${truth.entities.length} sentences`,
        `precision ${percent(hits / Math.max(1, given))} of ${given}, recall ${percent(hits / wanted)}, exact bounds`,
      ]);
  });
}

const RATE = 16_000;
const SAID = [
  'Good morning, how are you today',
  'The train to Berlin leaves at nine',
  'Please label every car in the picture',
  'One, two, three, four',
  'Nobody knows what happened that night',
];

/** Speech of espeak-ng without the silence around it, 16,000 samples a second. */
function spoken(words: string, voice: string): Float32Array {
  const file = join(tmpdir(), `tagger-said-${process.pid}.wav`);
  execFileSync('espeak-ng', ['-v', voice, '-w', file, words]);
  const { samples, sampleRate } = decodeWav(Uint8Array.from(readFileSync(file)));
  const all = resample(samples, sampleRate, RATE);
  const loud = (value: number): boolean => Math.abs(value) > 0.01;
  return all.slice(all.findIndex(loud), all.findLastIndex(loud) + 1);
}

async function speech(): Promise<void> {
  await using('speech', async (ask) => {
    let seed = 1;
    const noise = (): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 31 - 1;
    };
    for (const [name, level] of [
      ['silence between', 0],
      ['white noise of 1 % of full scale over everything', 0.01],
      ['white noise of 5 %', 0.05],
    ] as const) {
      let [hit, union, count, regionHits, regionsGiven] = [0, 0, 0, 0, 0];
      const edges: number[] = [];
      for (const voice of ['en-us', 'en-gb', 'de', 'fr']) {
        const parts = SAID.map((words) => spoken(words, voice));
        const total = RATE * (parts.length + 1) + parts.reduce((sum, { length }) => sum + length, 0);
        const samples = new Float32Array(total);
        const wanted: { start: number; end: number }[] = [];
        let at = RATE;
        for (const part of parts) {
          samples.set(part, at);
          wanted.push({ start: (1000 * at) / RATE, end: (1000 * (at + part.length)) / RATE });
          at += part.length + RATE;
        }
        for (let place = 0; place < total; place += 1)
          samples[place] = Math.max(-1, Math.min(1, samples[place]! + level * 1.7 * noise()));
        const found = (await ask({ modality: 'audio', samples, sampleRate: RATE })).flatMap(({ value }) =>
          value.kind === 'region' ? [value] : [],
        );
        const inside = (list: readonly { start: number; end: number }[], ms: number): boolean =>
          list.some(({ start, end }) => ms >= start && ms < end);
        for (let ms = 0; ms < (1000 * total) / RATE; ms += 1) {
          const [mine, theirs] = [inside(found, ms), inside(wanted, ms)];
          hit += Number(mine && theirs);
          union += Number(mine || theirs);
        }
        // Pauses inside a sentence split regions: those that lie in one sentence count as one.
        for (const want of wanted) {
          const own = found.filter(({ start, end }) => Math.min(end, want.end) > Math.max(start, want.start));
          if (own.length === 0) continue;
          const [start, end] = [Math.min(...own.map((one) => one.start)), Math.max(...own.map((one) => one.end))];
          const overlap = Math.min(end, want.end) - Math.max(start, want.start);
          regionHits += Number(overlap / (Math.max(end, want.end) - Math.min(start, want.start)) >= 0.5);
          edges.push(Math.abs(start - want.start), Math.abs(end - want.end));
        }
        count += wanted.length;
        regionsGiven += found.length;
      }
      const mean = edges.reduce((sum, edge) => sum + edge, 0) / edges.length;
      rows.push([
        'speech',
        `${count} sentences by espeak-ng in 4 voices, ${name}`,
        `region IoU ${percent(hit / union)}; ${regionHits} of ${count} sentences found at IoU 0.5 in ${regionsGiven} regions; edges ${Math.round(mean)} ms off on average`,
      ]);
    }
    const names = [
      'Front_Center',
      'Front_Left',
      'Front_Right',
      'Rear_Center',
      'Rear_Left',
      'Rear_Right',
      'Side_Left',
      'Side_Right',
    ];
    let heard = 0;
    for (const name of names)
      heard += Number((await ask({ modality: 'audio', bytes: bytes(`sounds/${name}.wav`) })).length > 0);
    const quiet = (await ask({ modality: 'audio', bytes: bytes('sounds/Noise.wav') })).length;
    rows.push([
      'speech',
      `${names.length} recordings of a woman (alsa-utils), one of noise`,
      `speech found in ${heard} of ${names.length}; ${quiet} regions in the noise`,
    ]);
  });
}

await objects();
await ocr();
await entities();
await sentiment();
await language();
await speech();

console.log('| model | measured on | result |\n|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
console.log('\n| model | items | median ms an item |\n|---|---|---|');
for (const [model, took] of times) {
  const sorted = [...took].sort((a, b) => a - b);
  console.log(`| ${model} | ${sorted.length} | ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} |`);
}
