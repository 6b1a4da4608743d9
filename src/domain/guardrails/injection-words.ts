import { readLetter, type Letter } from './injection-letters';

/** Ways to write a word so that a person reads it and a simple search does not. */
export type Dress = 'look-alike' | 'styled' | 'stacked' | 'interleaved';

/** One word as detectors compare it, and where it stands in the text as it came (UTF-16 offsets). */
export interface Word {
  /** Folded: lower case, no accents, no unseen characters; look-alikes of Latin letters made Latin. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A sentence, a list item, a cell of a table or a paragraph begins here. */
  readonly isFirst: boolean;
  /** Null for a word that is written plainly. */
  readonly dress: Dress | null;
}

/** A word's letters from here on are not compared: nobody writes such a word, and encoded data has its own rules. */
const LONGEST_WORD = 48;
const codesOf = (signs: string): Uint8Array => {
  const table = new Uint8Array(128);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
};
const ENDS_SENTENCE = codesOf('|!?;');
const BEGINS_ITEM = codesOf('*#+|-\n');
const IDEOGRAPHIC_STOP = 0x3002;
const [LINE_FEED, RETURN, SPACE, APOSTROPHE, HYPHEN, FULL_STOP, LESS_THAN] = [
  0x0a, 0x0d, 0x20, 0x27, 0x2d, 0x2e, 0x3c,
];
/** What an English writer leaves out or puts in ("don't", "dont"). */
const APOSTROPHES = /['\u2019]/u;

/** A word while its characters come, with what is odd about them. */
class Draft {
  end = 0;
  private text = '';
  private latin = '';
  private letters = 0;
  private readonly kinds = { latin: 0, 'look-alike': 0, number: 0, foreign: 0 };
  private styled = 0;
  private decorations = 0;
  private unseen = 0;

  constructor(readonly start: number) {}

  add(letter: Letter, fold: string, end: number): void {
    this.end = end;
    this.letters += 1;
    if (letter.isStyled) this.styled += 1;
    this.kinds[letter.kind] += 1;
    if (this.letters > LONGEST_WORD) return;
    this.text += fold;
    this.latin += letter.looksLike ?? fold;
  }

  /** Something that is no letter of its own: a mark on the letter before, or nothing that is seen. */
  decorate(letter: Letter): void {
    if (letter.isUnseen) this.unseen += 1;
    if (letter.isDecoration) this.decorations += 1;
  }

  private dress(): Dress | null {
    if (this.styled * 2 > this.letters) return 'styled';
    if (this.decorations * 2 > this.letters) return 'stacked';
    if (this.unseen >= 2 && this.unseen * 2 >= this.letters - 1) return 'interleaved';
    const { latin, foreign } = this.kinds;
    return latin > 0 && this.kinds['look-alike'] > 0 && foreign === 0 ? 'look-alike' : null;
  }

  finish(isFirst: boolean): Word {
    const dress = this.dress();
    const text = dress === 'look-alike' ? this.latin : this.text;
    return { text, start: this.start, end: this.end, isFirst, dress };
  }
}

/** Whether what stands between two words ends a sentence, an item, a cell or a paragraph. */
class Gap {
  private isBreak = true;
  private last = 0;

  private breaks(code: number): boolean {
    // The beginning of a comment in markup stands inside a sentence.
    if (this.last === LESS_THAN) return false;
    if (ENDS_SENTENCE[code] === 1 || code === IDEOGRAPHIC_STOP) return true;
    if (this.last === LINE_FEED) return BEGINS_ITEM[code] === 1;
    return this.last === FULL_STOP && (code === SPACE || code === LINE_FEED);
  }

  add(code: number): void {
    if (this.breaks(code)) this.isBreak = true;
    const isIndent = this.last === LINE_FEED && code === SPACE;
    if (code !== RETURN && !isIndent) this.last = code;
  }

  take(): boolean {
    const was = this.isBreak;
    this.isBreak = false;
    this.last = 0;
    return was;
  }
}

/** Letters and digits of ASCII: 1, capitals: 2. */
const PLAIN = Uint8Array.from({ length: 128 }, (_none, code) => {
  const sign = String.fromCharCode(code);
  if (/[A-Z]/u.test(sign)) return 2;
  return /[a-z0-9]/u.test(sign) ? 1 : 0;
});

/** Letters that were read before, in whatever text; begun anew when they are more than any text of people holds. */
const LETTERS = new Map<string, Letter>();
const MOST_LETTERS = 8_192;

function letterOf(point: string): Letter {
  const known = LETTERS.get(point);
  if (known !== undefined) return known;
  if (LETTERS.size >= MOST_LETTERS) LETTERS.clear();
  const letter = readLetter(point);
  LETTERS.set(point, letter);
  return letter;
}

/** Whether a word is broken here at the end of a line: hyphen, line feed, small letter. */
const isHyphenation = (text: string, at: number): boolean =>
  text.charCodeAt(at) === HYPHEN &&
  text.charCodeAt(at + 1) === LINE_FEED &&
  /^[a-z]/u.test(text.charAt(at + 2));

class Reader {
  private readonly gap = new Gap();
  private draft: Draft | null = null;
  private readonly words: Word[] = [];

  private finish(): void {
    if (this.draft !== null) this.words.push(this.draft.finish(this.gap.take()));
    this.draft = null;
  }

  private take(point: string, offset: number): void {
    const letter = letterOf(point);
    if (letter.fold === null) {
      if (APOSTROPHES.test(point)) return;
      this.finish();
      this.gap.add(Number(point.codePointAt(0)));
    } else if (letter.fold === '') this.draft?.decorate(letter);
    else {
      this.draft ??= new Draft(offset);
      this.draft.add(letter, letter.fold, offset + point.length);
    }
  }

  /** Where a run of plain letters and digits ends that is a whole word; its beginning when something odd stands beside it. */
  private takePlain(text: string, start: number): number {
    let end = start;
    let kinds = 0;
    for (let kind = PLAIN[text.charCodeAt(end)]; kind !== undefined && kind > 0;) {
      kinds |= kind;
      end += 1;
      kind = PLAIN[text.charCodeAt(end)];
    }
    const next = text.charCodeAt(end);
    if (next > 127 || next === APOSTROPHE || end - start > LONGEST_WORD) return start;
    if (isHyphenation(text, end)) return start;
    const run = text.slice(start, end);
    this.words.push({
      text: kinds > 1 ? run.toLowerCase() : run,
      start,
      end,
      isFirst: this.gap.take(),
      dress: null,
    });
    return end;
  }

  /** Takes what needs no look at its letters: plain words and the signs between them. Gives where it stops. */
  private skip(text: string, start: number): number {
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      const kind = PLAIN[code];
      if (kind === undefined || code === APOSTROPHE) return at;
      if (kind === 0) {
        this.gap.add(code);
        at += 1;
        continue;
      }
      const end = this.takePlain(text, at);
      if (end === at) return at;
      at = end;
    }
  }

  read(text: string): readonly Word[] {
    let offset = 0;
    while (offset < text.length) {
      if (this.draft === null) offset = this.skip(text, offset);
      const point = text.codePointAt(offset);
      if (point === undefined) break;
      if (this.draft !== null && isHyphenation(text, offset)) offset += 2;
      else {
        const sign = String.fromCodePoint(point);
        this.take(sign, offset);
        offset += sign.length;
      }
    }
    this.finish();
    return this.words;
  }
}

/**
 * The words of a text, in any script that parts words by spaces; a sentence of a script that does not is one word. Hostile
 * input: any string is taken, in linear time.
 */
export const readWords = (text: string): readonly Word[] => new Reader().read(text);
