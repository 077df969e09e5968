/** Label Studio's JSON of tasks with annotations (labelstud.io, "Label Studio JSON format"), and the configuration to open it. */
import { checkSet, KINDS, sizeOf, type Kind, type LabelledItem, type LabelSet } from './labels.ts';

export interface LabelStudioResult {
  id: string;
  from_name: string;
  to_name: string;
  type: 'choices' | 'rectanglelabels' | 'polygonlabels' | 'labels' | 'textarea';
  value: Record<string, unknown>;
  original_width?: number;
  original_height?: number;
  image_rotation?: number;
}

export interface LabelStudioTask {
  id: number;
  data: Record<string, string>;
  annotations: { id: number; result: LabelStudioResult[] }[];
}

/** What the items are; says which tag shows them. */
export type Shown = 'image' | 'text' | 'audio';

/**
 * Tasks with one annotation each. Lengths are per cent of the image; spans count code points, as Label Studio does since
 * 1.4. Throws what `checkSet` throws.
 */
export function toLabelStudio(set: LabelSet, shown: Shown): LabelStudioTask[] {
  checkSet(set, 'Label Studio', KINDS);
  return set.items.map((item, at) => ({
    id: at + 1,
    data: { item: item.id, [shown]: shown === 'text' ? (item.text ?? '') : item.id },
    annotations: [{ id: at + 1, result: resultsOf(item, set.classes, shown) }],
  }));
}

function resultsOf(item: LabelledItem, classes: readonly string[], shown: Shown): LabelStudioResult[] {
  const { classLabel, boxes = [], polygons = [], spans = [], transcript } = item;
  const results: LabelStudioResult[] = [];
  const add = (name: Kind, type: LabelStudioResult['type'], value: Record<string, unknown>, more = {}): void => {
    results.push({ id: `${name}-${results.length}`, from_name: name, to_name: shown, type, value, ...more });
  };
  if (classLabel !== undefined) add('classLabel', 'choices', { choices: [classes[classLabel]] });
  if (boxes.length + polygons.length > 0) {
    const { width, height } = sizeOf(item);
    const [wide, high] = [(x: number) => (100 * x) / width, (y: number) => (100 * y) / height];
    const size = { original_width: width, original_height: height, image_rotation: 0 };
    for (const { label, left, top, right, bottom } of boxes) {
      const place = { x: wide(left), y: high(top), width: wide(right - left), height: high(bottom - top), rotation: 0 };
      add('boxes', 'rectanglelabels', { ...place, rectanglelabels: [classes[label]] }, size);
    }
    for (const { label, points } of polygons) {
      const corners = points.map(({ x, y }) => [wide(x), high(y)]);
      add('polygons', 'polygonlabels', { points: corners, closed: true, polygonlabels: [classes[label]] }, size);
    }
  }
  const characters = spans.length === 0 ? [] : [...(item.text ?? '')];
  for (const { label, start, end } of spans)
    add('spans', 'labels', { start, end, text: characters.slice(start, end).join(''), labels: [classes[label]] });
  if (transcript !== undefined) add('transcript', 'textarea', { text: [transcript] });
  return results;
}

const TAGS = { image: 'Image', text: 'Text', audio: 'Audio' } as const;

/** The labelling interface these tasks fit, in Label Studio's XML. */
export function labelStudioConfig(set: LabelSet, shown: Shown): string {
  const used = (kind: Kind): boolean => set.items.some((item) => item[kind] !== undefined);
  const values = (tag: string): string =>
    set.classes.map((name) => `    <${tag} value="${attribute(name)}"/>\n`).join('');
  const control = (kind: Kind, tag: string, inner: string): string =>
    used(kind) ? `  <${tag} name="${kind}" toName="${shown}">\n${inner}  </${tag}>\n` : '';
  return `<View>
  <${TAGS[shown]} name="${shown}" value="$${shown}"/>
${control('classLabel', 'Choices', values('Choice'))}${control('boxes', 'RectangleLabels', values('Label'))}${control(
    'polygons',
    'PolygonLabels',
    values('Label'),
  )}${control('spans', 'Labels', values('Label'))}${control('transcript', 'TextArea', '')}</View>
`;
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
