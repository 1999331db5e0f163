/** A run of text with one meaning. */
export type Span =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold'; readonly spans: readonly Span[] }
  | { readonly kind: 'link'; readonly href: string; readonly spans: readonly Span[] }
  | { readonly kind: 'break' };

/** Code first: what stands in it means nothing. A backslash takes a mark's meaning away. */
const marks =
  /`([^`\n]+)`|\*\*(\S(?:[^*]*[^\s*])?)\*\*|\[([^[\]\n]+)\]\(([^\s()]+)\)|\\([\\`*_[\]()#>~|-])|(\n)/;

/** Addresses that a link may have; `javascript:` and its like are not among them. */
const safe = /^(?:https?:\/\/|mailto:)\S+$/i;

/**
 * The few marks of Markdown that the bot uses, as runs: bold, code, links, line breaks.
 *
 * Everything else stays the text that it is, HTML too. A link to a place that is not safe stays text.
 */
export function readMarkdown(text: string): readonly Span[] {
  const spans: Span[] = [];
  let rest = text;
  for (let found = marks.exec(rest); found !== null; found = marks.exec(rest)) {
    if (found.index > 0) addText(spans, rest.slice(0, found.index));
    const span = spanOf(found);
    if (span.kind === 'text') addText(spans, span.text);
    else spans.push(span);
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== '') addText(spans, rest);
  return spans;
}

function spanOf([all, code, bold, label, href, escaped]: RegExpExecArray): Span {
  if (code !== undefined) return { kind: 'code', text: code };
  if (bold !== undefined) return { kind: 'bold', spans: readMarkdown(bold) };
  if (label !== undefined && href !== undefined) {
    if (!safe.test(href)) return { kind: 'text', text: all };
    return { kind: 'link', href, spans: readMarkdown(label) };
  }
  return escaped === undefined ? { kind: 'break' } : { kind: 'text', text: escaped };
}

function addText(spans: Span[], text: string): void {
  const last = spans[spans.length - 1];
  if (last?.kind !== 'text') spans.push({ kind: 'text', text });
  else spans[spans.length - 1] = { kind: 'text', text: last.text + text };
}

/** Where a bare web or mail address leads; null for what is no address. */
export function linkTo(address: string): string | null {
  const bare = address.trim().replace(/^[`<]|[`>]$/g, '');
  if (safe.test(bare)) return bare;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(bare)) return `mailto:${bare}`;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(bare) ? `https://${bare}` : null;
}
