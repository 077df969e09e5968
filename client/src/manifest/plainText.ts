/**
 * Text that strangers write and others read: names, descriptions, labels. It is data and never markup; what makes it look
 * like something else is refused, with the reason, instead of repaired in silence.
 */
import { TaggerClientError } from '../clientError.ts';

/** Characters (UTF-16) of a name and of a description. */
export const MOST_NAME = 200;
export const MOST_PROSE = 20_000;

// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;
/** Embeddings, overrides, isolates and marks of direction (Unicode UAX 9): they show text in another order than it has. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Nothing to see, but another text: soft hyphen, fillers, byte order mark, tags; not joiners and not the forms of emoji. */
const INVISIBLE = /(?!\u200c|\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/u;
/** Joiners that scripts of India and Persia and emoji need in prose; a name does without. */
const JOINERS = /[\u200c\u200d]/;
const MARKUP = /<[a-z/!?]/i;
const TOWER = /\p{M}{5}/u;

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const LATIN = /\p{Script=Latin}/u;
/** Scripts with letters that look like Latin ones (Unicode UTS 39). */
const LOOKALIKE_SCRIPTS =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Georgian}]/u;
/** Cyrillic and Greek letters drawn like Latin ones. */
const LOOKALIKES =
  /^[\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420-\u0422\u0423\u0425\u0405\u0406\u0408\u04ae\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b9\u03bd\u03bf\u03c1\u03c5\u03c7]+$/;

const refuse = (name: string, what: string, reason: string): never => {
  throw new TaggerClientError(name, `${what} ${reason}`);
};

/**
 * A name in one line: compatibility forms become plain ones (NFKC), runs of white space one space. A name keeps its script,
 * but a word that mixes Latin with letters that look Latin is refused, and so is a name made of such letters alone: to be
 * read as a Cyrillic or Greek name it needs one letter that is.
 * @throws TaggerClientError `EmptyText`, `TextTooLong`, `ControlCharacter`, `BidiControl`, `InvisibleCharacter`,
 * `MarkupInText`, `ConfusableName`.
 */
export function nameText(text: string, what: string, most = MOST_NAME): string {
  if (text.length > most) refuse('TextTooLong', what, `has ${text.length} characters, at most ${most} are read`);
  if (JOINERS.test(text)) refuse('InvisibleCharacter', what, 'holds a joiner: write it without');
  if (/[\n\t]/.test(text)) refuse('ControlCharacter', what, 'is more than one line: write it in one');
  checkCharacters(text, what);
  const name = text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  checkCharacters(name, what);
  if (name === '') refuse('EmptyText', what, 'is empty: name it');
  const words = name.match(WORDS) ?? [];
  if (words.some((word) => LATIN.test(word) && LOOKALIKE_SCRIPTS.test(word)))
    refuse('ConfusableName', what, 'mixes scripts in one word: write it in one script');
  const letters = words.join('').replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && LOOKALIKES.test(letters))
    refuse('ConfusableName', what, 'is made of letters that look like Latin ones: add a word that does not');
  return name;
}

/**
 * Text of several lines (line feed and tab), as it is. It is shown as text: nothing in it is markup or a link.
 * @throws TaggerClientError `TextTooLong`, `ControlCharacter`, `BidiControl`, `InvisibleCharacter`, `MarkupInText`.
 */
export function proseText(text: string, what: string, most = MOST_PROSE): string {
  if (text.length > most) refuse('TextTooLong', what, `has ${text.length} characters, at most ${most} are read`);
  checkCharacters(text, what);
  return text;
}

function checkCharacters(text: string, what: string): void {
  if (CONTROL.test(text)) refuse('ControlCharacter', what, 'holds a control character: remove it');
  if (BIDI.test(text)) refuse('BidiControl', what, 'holds a character that turns the direction of text: remove it');
  if (INVISIBLE.test(text)) refuse('InvisibleCharacter', what, 'holds a character nobody can see: remove it');
  if (TOWER.test(text)) refuse('InvisibleCharacter', what, 'piles up more than four marks on a letter: remove them');
  if (MARKUP.test(text)) refuse('MarkupInText', what, 'holds markup: write "<" with a space behind it');
}

/** `[A-Za-z0-9._-]`, no hidden or reserved names: fits a folder of any system and an `@id` without change. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Throws `UnsafeName` for a name that could leave its folder or mean a device. */
export function fileName(text: string): string {
  if (!FILE_NAME.test(text) || RESERVED.test(text) || text.endsWith('.') || text.includes('..'))
    refuse('UnsafeName', JSON.stringify(text.slice(0, 60)), 'is no file name: use letters, digits, ".", "_" and "-"');
  return text;
}

const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Names of record sets and fields. Throws `UnsafeName`. */
export function fieldName(text: string): string {
  if (!FIELD_NAME.test(text))
    refuse('UnsafeName', JSON.stringify(text.slice(0, 60)), 'is no name of a field: use letters, digits and "_"');
  return text;
}
