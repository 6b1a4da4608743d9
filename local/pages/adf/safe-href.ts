/** An http, https or mailto address, or undefined: `javascript:` and the like never become a link. */
export function safeHref(href: string | undefined): string | undefined {
  return href !== undefined && /^(https?:\/\/|mailto:)/i.test(href) ? href : undefined;
}
