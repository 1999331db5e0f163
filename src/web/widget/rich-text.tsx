import type { ComponentChildren, JSX } from 'preact';
import type { Span } from './markdown.ts';
import { readMarkdown } from './markdown.ts';
import type { Words } from './words.ts';

/** What rich text is given. */
interface RichTextProps {
  readonly text: string;
  readonly words: Words;
}

/** Text with the few marks that the bot uses. It is built from nodes: no text ever becomes HTML. */
export function RichText({ text, words }: RichTextProps): JSX.Element {
  return <>{readMarkdown(text).map((span, index) => draw(span, words, index))}</>;
}

function draw(span: Span, words: Words, key: number): ComponentChildren {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return <code key={key}>{span.text}</code>;
    case 'break':
      return <br key={key} />;
    case 'bold':
      return <strong key={key}>{span.spans.map((it, index) => draw(it, words, index))}</strong>;
    case 'link':
      return (
        <a key={key} href={span.href} target="_blank" rel="noopener noreferrer">
          {span.spans.map((it, index) => draw(it, words, index))}
          <span class="unseen" lang={words.language}>
            {' '}
            ({words.say('opens-new')})
          </span>
        </a>
      );
  }
}
