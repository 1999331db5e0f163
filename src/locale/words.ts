import type { RenderedReply } from './locale.ts';
import type { Reply } from './line.ts';

/** A line of a reply, as channels tell them apart. */
export interface Paragraph {
  readonly kind: 'header' | 'address' | 'text';
  /** With bold as `**`. */
  readonly text: string;
}

/** A reply in words, cut into what a channel shows. */
export interface Words {
  readonly language: string;
  readonly place: string;
  readonly paragraphs: readonly Paragraph[];
  /** All of it without marks: for notifications and for screen readers. */
  readonly plain: string;
  readonly buttons: readonly { readonly answer: string; readonly label: string }[];
}

/** The line that says which step it is. */
const headerKey = 'common:header';

/** Cuts a rendered reply into paragraphs: one for each line, so that an address stands alone. */
export function wordsOf(reply: Reply, rendered: RenderedReply): Words {
  const paragraphs = rendered.lines.flatMap((text, index) =>
    paragraphsOf(text, reply.lines[index]?.key === headerKey),
  );
  return {
    language: reply.language,
    place: reply.place,
    paragraphs,
    plain: paragraphs.map(({ text }) => text.replaceAll('**', '')).join('\n'),
    buttons: rendered.buttons,
  };
}

function paragraphsOf(text: string, header: boolean): Paragraph[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({
      kind: header ? 'header' : isAddress(line) ? 'address' : 'text',
      text: line,
    }));
}

function isAddress(line: string): boolean {
  return /^https?:\/\/\S+$/.test(line) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(line);
}
