import type { Notation } from './typed-field';

/** A whole number within bounds. */
export const wholeNumber = (least: number, most: number): Notation<number> => ({
  toText: String,
  read: (text) => {
    const number = /^\d{1,10}$/u.test(text.trim()) ? Number(text) : Number.NaN;
    return number >= least && number <= most
      ? { value: number }
      : { fault: `A whole number from ${least} to ${most}.` };
  },
});

/** A number from 0 to 1 with at most two digits after the point. */
export const fraction: Notation<number> = {
  toText: String,
  read: (text) =>
    /^(?:[01]|0?\.\d{1,2}|1\.0{1,2})$/u.test(text.trim())
      ? { value: Number(text) }
      : { fault: 'A number from 0 to 1, such as 0.2.' },
};

/** A whole number within bounds, or nothing, which is null. */
export const optionalNumber = (least: number, most: number): Notation<number | null> => ({
  toText: (value) => (value === null ? '' : String(value)),
  read: (text) => (text.trim() === '' ? { value: null } : wholeNumber(least, most).read(text)),
});

/** A day, or none. */
export const OPTIONAL_DAY: Notation<string | null> = {
  toText: (value) => value ?? '',
  read: (text) => (text === '' ? { value: null } : { value: text }),
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A moment as the browser's local date and time, to the minute; in the document it is UTC. */
export const LOCAL_MOMENT: Notation<string> = {
  toText: (at) => {
    const date = new Date(at);
    const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
    return `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
  },
  read: (text) => {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? { fault: 'A date and a time.' } : { value: date.toISOString() };
  },
};

const ISSUE_KEY = /^[A-Z][A-Z0-9_]{0,31}-[1-9]\d{0,11}$/u;
const MOST_ISSUES = 200;

const keyOf = (text: string): string => text.trim().toUpperCase();

/** One issue key, in whichever case, or none. */
export const OPTIONAL_ISSUE: Notation<string | null> = {
  toText: (value) => value ?? '',
  read: (text) => {
    const key = keyOf(text);
    if (key === '') return { value: null };
    return ISSUE_KEY.test(key) ? { value: key } : { fault: `“${key}” is not an issue key.` };
  },
};

/** Lines of text, one item a line; empty lines count for nothing. */
export const LINES: Notation<string[]> = {
  toText: (items) => items.join('\n'),
  read: (text) => ({
    value: text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }),
};

/** Issue keys apart by commas, semicolons, spaces or lines, each once. */
export const ISSUES: Notation<string[]> = {
  toText: (keys) => keys.join(', '),
  read: (text) => {
    const keys = [
      ...new Set(
        text
          .split(/[\s,;]+/u)
          .map(keyOf)
          .filter((key) => key !== ''),
      ),
    ];
    const wrong = keys.find((key) => !ISSUE_KEY.test(key));
    if (wrong !== undefined) return { fault: `“${wrong}” is not an issue key.` };
    return keys.length > MOST_ISSUES
      ? { fault: `At most ${MOST_ISSUES} issues can be held; hold everything instead.` }
      : { value: keys };
  },
};
