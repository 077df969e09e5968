/**
 * Markdown of the repository as a tree that a component draws: nothing in it becomes markup by itself. Runs when the pages are
 * built and at no other time.
 */
import { lexer, type Token, type Tokens } from 'marked';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em' | 'del'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] }
  | { kind: 'image'; src: string; text: string }
  | { kind: 'anchor'; id: string }
  | { kind: 'break' };
export type Block =
  | { kind: 'heading'; depth: number; id: string; inside: Inline[] }
  | { kind: 'paragraph'; inside: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; inside: Block[] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

export interface Links {
  /** Address of what a link in the file points to; undefined where there is nothing of it here. */
  resolve(href: string): string | undefined;
}

/** Throws for markup the tree has no word for: whoever wrote it should see that when the pages are built. */
export function parse(markdown: string, links: Links): Block[] {
  const ids = new Map<string, number>();
  return blocks(lexer(markdown), { links, ids });
}

interface Context {
  links: Links;
  /** Headings so far, by their id. */
  ids: Map<string, number>;
}

const blocks = (tokens: readonly Token[], context: Context): Block[] =>
  tokens.filter(({ type }) => type !== 'space').map((token) => block(token, context));

function block(token: Token, context: Context): Block {
  const inside = (tokens: readonly Token[] | undefined): Inline[] => inlines(tokens ?? [], context);
  switch (token.type) {
    case 'heading': {
      const { depth, text, tokens } = token as Tokens.Heading;
      return { kind: 'heading', depth, id: idOf(text, context.ids), inside: inside(tokens) };
    }
    case 'paragraph':
      return { kind: 'paragraph', inside: inside((token as Tokens.Paragraph).tokens) };
    // Of a list whose items are not apart.
    case 'text': {
      const { tokens, text } = token as Tokens.Text;
      return {
        kind: 'paragraph',
        inside: tokens === undefined ? [{ kind: 'text', text: plain(text) }] : inside(tokens),
      };
    }
    case 'code': {
      const { lang = '', text } = token as Tokens.Code;
      return { kind: 'code', language: lang, text };
    }
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      return {
        kind: 'list',
        ordered,
        start: start === '' ? 1 : start,
        items: items.map((item) => blocks(item.tokens, context)),
      };
    }
    case 'blockquote':
      return { kind: 'quote', inside: blocks((token as Tokens.Blockquote).tokens, context) };
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: Tokens.TableCell[]): Inline[][] => row.map((cell) => inside(cell.tokens));
      return { kind: 'table', head: cells(header), rows: rows.map(cells) };
    }
    case 'hr':
      return { kind: 'rule' };
    default:
      throw new Error(`the documentation can't show this: ${token.raw}`);
  }
}

/** What the reference puts before the name of each property. */
const ANCHOR = /^<a id="([\w-]+)">$/;

function inlines(tokens: readonly Token[], context: Context): Inline[] {
  return tokens
    .filter(({ raw }) => raw !== '</a>')
    .map((token): Inline => {
      const deeper = (): Inline[] => inlines((token as { tokens?: Token[] }).tokens ?? [], context);
      switch (token.type) {
        case 'text':
        case 'escape':
          return { kind: 'text', text: plain((token as Tokens.Text).text) };
        case 'codespan':
          return { kind: 'code', text: plain((token as Tokens.Codespan).text) };
        case 'strong':
        case 'em':
        case 'del':
          return { kind: token.type, inside: deeper() };
        case 'link': {
          const { href } = token as Tokens.Link;
          const target = context.links.resolve(href);
          // A file of the repository that is no page here: its name stays.
          return target === undefined
            ? { kind: 'em', inside: deeper() }
            : { kind: 'link', href: target, inside: deeper() };
        }
        case 'image': {
          const { href, text } = token as Tokens.Image;
          return { kind: 'image', src: context.links.resolve(href) ?? '', text };
        }
        case 'html': {
          const [, id] = ANCHOR.exec(token.raw) ?? [];
          if (id === undefined) throw new Error(`the documentation can't show this: ${token.raw}`);
          return { kind: 'anchor', id };
        }
        case 'br':
          return { kind: 'break' };
        default:
          throw new Error(`the documentation can't show this: ${token.raw}`);
      }
    });
}

/** The lexer escapes what it keeps as text. */
const plain = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  );

/** As GitHub makes them, so that links to headings work in both places. */
function idOf(text: string, ids: Map<string, number>): string {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  const seen = ids.get(id) ?? 0;
  ids.set(id, seen + 1);
  return seen === 0 ? id : `${id}-${seen}`;
}
