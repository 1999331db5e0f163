import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copyText } from './copy-text.ts';
import { linkTo } from './markdown.ts';
import type { Paragraph } from './message.ts';
import { RichText } from './rich-text.tsx';
import type { Words } from './words.ts';

/** What a paragraph is given. */
interface ParagraphProps {
  readonly paragraph: Paragraph;
  readonly words: Words;
  readonly announce: (text: string) => void;
}

/** One paragraph; an address can be opened and copied. */
export function ParagraphItem({ paragraph, words, announce }: ParagraphProps): JSX.Element {
  const { kind, text } = paragraph;
  const href = kind === 'address' ? linkTo(text) : null;
  if (href !== null) return <Address text={text} href={href} words={words} announce={announce} />;
  return (
    <p class={kind}>
      <RichText text={text} words={words} />
    </p>
  );
}

interface AddressProps extends Omit<ParagraphProps, 'paragraph'> {
  readonly text: string;
  readonly href: string;
}

const copiedMs = 2_500;

function Address({ text, href, words, announce }: AddressProps): JSX.Element {
  const { say, language } = words;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) return;
    setCopied(true);
    announce(say('copied'));
  };
  return (
    <p class="address">
      <a href={href} target="_blank" rel="noopener noreferrer">
        {piecesOf(text).map((part, index) => [index > 0 && <wbr />, part])}
        <span class="unseen" lang={language}>
          {' '}
          ({say('opens-new')})
        </span>
      </a>
      <button type="button" class="copy" lang={language} onClick={() => void copy()}>
        {say(copied ? 'copied' : 'copy')}
        <span class="unseen"> {text}</span>
      </button>
    </p>
  );
}

/** Addresses break after their own marks, not in the middle of a word. */
function piecesOf(address: string): readonly string[] {
  return address.match(/[^/.?&=@]*[/.?&=@]*/g)?.filter((piece) => piece !== '') ?? [address];
}
