/** Words of a text as keys select them; places are characters (code points). */
export interface Word {
  start: number;
  end: number;
}

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let [units, characters] = [0, 0];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}_]+|[^\s]/gu)) {
    characters += [...text.slice(units, index)].length;
    const end = characters + [...word].length;
    words.push({ start: characters, end });
    [units, characters] = [index + word.length, end];
  }
  return words;
}

/** What somebody selected without the white space around it; `undefined` where nothing is left. */
export function trimmed(characters: readonly string[], start: number, end: number): Word | undefined {
  let [from, to] = [Math.min(start, end), Math.max(start, end)];
  while (from < to && /\s/u.test(characters[from] ?? ' ')) from += 1;
  while (to > from && /\s/u.test(characters[to - 1] ?? ' ')) to -= 1;
  return from < to ? { start: from, end: to } : undefined;
}

export interface Piece {
  start: number;
  text: string;
  /** Places of the spans it belongs to, the shortest last. */
  spans: number[];
  cursor: boolean;
}

/** The text cut wherever a span or the cursor begins or ends. */
export function piecesOf(characters: readonly string[], spans: readonly Word[], cursor: Word | undefined): Piece[] {
  const cuts = new Set([0, characters.length]);
  for (const { start, end } of cursor === undefined ? spans : [...spans, cursor]) cuts.add(start).add(end);
  const sorted = [...cuts].filter((cut) => cut >= 0 && cut <= characters.length).sort((a, b) => a - b);
  const order = spans.map((_, at) => at).sort((a, b) => size(spans[b]!) - size(spans[a]!));
  const holds = ({ start, end }: Word, at: number): boolean => start <= at && at < end;
  return sorted.slice(0, -1).map((start, at) => ({
    start,
    text: characters.slice(start, sorted[at + 1]).join(''),
    spans: order.filter((one) => holds(spans[one]!, start)),
    cursor: cursor !== undefined && holds(cursor, start),
  }));
}

const size = ({ start, end }: Word): number => end - start;
