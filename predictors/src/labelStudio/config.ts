/** The labelling interface that tells a backend what may be answered, in Label Studio's XML. */
import type { SuggestionValue } from '@tagger/client/suggestions';
import type { Modality } from '../predictor.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const CONTROLS: Readonly<Record<SuggestionValue['kind'], { tag: string; name: string; inner?: string }>> = {
  classLabel: { tag: 'Choices', name: 'classLabel', inner: 'Choice' },
  box: { tag: 'RectangleLabels', name: 'boxes', inner: 'Label' },
  polygon: { tag: 'PolygonLabels', name: 'polygons', inner: 'Label' },
  span: { tag: 'Labels', name: 'spans', inner: 'Label' },
  region: { tag: 'Labels', name: 'regions', inner: 'Label' },
  transcript: { tag: 'TextArea', name: 'transcript' },
};
const TAGS: Readonly<Record<Modality, string>> = { image: 'Image', text: 'Text', audio: 'Audio' };

export function labelConfig(modality: Modality, kind: SuggestionValue['kind'], classes: readonly string[]): string {
  const { tag, name, inner } = CONTROLS[kind];
  const values = inner === undefined ? '' : classes.map((value) => `<${inner} value="${escape(value)}"/>`).join('');
  return `<View><${TAGS[modality]} name="${modality}" value="$${modality}"/><${tag} name="${name}" toName="${modality}">${values}</${tag}></View>`;
}
