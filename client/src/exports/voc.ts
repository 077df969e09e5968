/** Pascal VOC (Everingham et al. 2010, development kit): an XML file for each image. */
import { addFile, checkSet, itemPath, sizeOf, stemOf, type Files, type LabelSet } from './labels.ts';

/**
 * `Annotations/NAME.xml` for each item. VOC counts pixels from 1 and includes the last one, so a box from 0 to 10 becomes 1 to
 * 10. Throws what `checkSet` throws, `UnsafeName`, `ItemTwice`.
 */
export function toVoc(set: LabelSet): Files {
  checkSet(set, 'Pascal VOC', ['boxes']);
  const files: Files = new Map();
  for (const item of set.items) {
    const path = itemPath(item.id);
    const { width, height } = sizeOf(item);
    const objects = (item.boxes ?? []).map(
      ({ label, left, top, right, bottom }) => `  <object>
    <name>${xml(set.classes[label]!)}</name>
    <pose>Unspecified</pose>
    <truncated>0</truncated>
    <difficult>0</difficult>
    <bndbox><xmin>${left + 1}</xmin><ymin>${top + 1}</ymin><xmax>${right}</xmax><ymax>${bottom}</ymax></bndbox>
  </object>
`,
    );
    const text = `<annotation>
  <folder>JPEGImages</folder>
  <filename>${xml(path)}</filename>
  <source><database>Tagger</database></source>
  <size><width>${width}</width><height>${height}</height><depth>3</depth></size>
  <segmented>0</segmented>
${objects.join('')}</annotation>
`;
    addFile(files, `Annotations/${stemOf(path)}.xml`, text);
  }
  return files;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text between tags. Control characters never come here: names of classes and files have none. */
const xml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!).replace(/[\ufffe\uffff]/g, '\ufffd');
