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
const ENDS_SENTENCE = /[|!?;\u3002]/u;
const BEGINS_ITEM = /[*#+|\-\n]/u;
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
  private last = '';

  add(point: string): void {
    if (ENDS_SENTENCE.test(point)) this.isBreak = true;
    else if (this.last === '\n' && BEGINS_ITEM.test(point)) this.isBreak = true;
    else if (this.last === '.' && (point === ' ' || point === '\n')) this.isBreak = true;
    const isIndent = this.last === '\n' && point === ' ';
    if (point !== '\r' && !isIndent) this.last = point;
  }

  take(): boolean {
    const was = this.isBreak;
    this.isBreak = false;
    this.last = '';
    return was;
  }
}

const isPlain = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** The end of a run of plain letters and digits that is a whole word; 0 when something odd stands beside it. */
function endOfPlainWord(text: string, start: number): number {
  let end = start;
  while (isPlain(text.charCodeAt(end))) end += 1;
  const isWhole = end === text.length || (text.charCodeAt(end) < 128 && text[end] !== "'");
  return end > start && isWhole && end - start <= LONGEST_WORD ? end : 0;
}

class Reader {
  private readonly letters = new Map<string, Letter>();
  private readonly gap = new Gap();
  private draft: Draft | null = null;
  private readonly words: Word[] = [];

  private letterOf(point: string): Letter {
    const known = this.letters.get(point);
    if (known !== undefined) return known;
    const letter = readLetter(point);
    this.letters.set(point, letter);
    return letter;
  }

  private finish(): void {
    if (this.draft !== null) this.words.push(this.draft.finish(this.gap.take()));
    this.draft = null;
  }

  private take(point: string, offset: number): void {
    const letter = this.letterOf(point);
    if (letter.fold === null) {
      if (APOSTROPHES.test(point)) return;
      this.finish();
      this.gap.add(point);
    } else if (letter.fold === '') this.draft?.decorate(letter);
    else {
      this.draft ??= new Draft(offset);
      this.draft.add(letter, letter.fold, offset + point.length);
    }
  }

  read(text: string): readonly Word[] {
    let offset = 0;
    while (offset < text.length) {
      const end = this.draft === null ? endOfPlainWord(text, offset) : 0;
      if (end > 0) {
        const word = text.slice(offset, end).toLowerCase();
        this.words.push({ text: word, start: offset, end, isFirst: this.gap.take(), dress: null });
        offset = end;
      } else {
        const point = String.fromCodePoint(Number(text.codePointAt(offset)));
        this.take(point, offset);
        offset += point.length;
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
