import type { TextMark } from './marks';

/** The HTML elements that ADF may become; nothing else is ever created. */
export type BlockTag =
  | 'p'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'pre'
  | 'hr'
  | 'br'
  | 'table'
  | 'tr'
  | 'th'
  | 'td'
  | 'div'
  | 'details'
  | 'summary';

/** One piece of what is shown. Text stays text: the view makes text nodes of it, never markup. */
export type RenderNode =
  | {
      readonly kind: 'block';
      readonly tag: BlockTag;
      readonly className?: string;
      readonly children: readonly RenderNode[];
    }
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly TextMark[] }
  | { readonly kind: 'chip'; readonly text: string; readonly className: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'unknown'; readonly type: string };
