import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { PartProps } from './view.ts';

/** What the server reads at most. */
const longest = 4_000;

/** Where the person writes. Enter sends, Shift and Enter make a new line. */
export function Composer({ view, actions }: PartProps): JSX.Element {
  const { say } = view.words;
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const write = (written: string): void => {
    setText(written);
    setRefused(false);
  };
  const send = (event: Event): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    actions.say(text);
    write('');
  };
  const refuse = (event: ClipboardEvent | DragEvent): void => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    setRefused(true);
    if (event.type !== 'dragover') actions.announce(say('no-files'));
  };
  return (
    <form class="composer" onSubmit={send} onPaste={refuse} onDragOver={refuse} onDrop={refuse}>
      {refused && <p class="wrong">{say('no-files')}</p>}
      <div class="line">
        <div class="grow" data-text={text}>
          <Box text={text} label={say('placeholder')} send={send} write={write} />
        </div>
        <button type="submit" class="send" aria-label={say('send')} title={say('send')}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

interface BoxProps {
  readonly text: string;
  readonly label: string;
  readonly write: (text: string) => void;
  readonly send: (event: Event) => void;
}

function Box({ text, label, write, send }: BoxProps): JSX.Element {
  return (
    <textarea
      rows={1}
      maxLength={longest}
      value={text}
      aria-label={label}
      placeholder={label}
      enterkeyhint="send"
      onInput={({ currentTarget }) => write(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) send(event);
      }}
    />
  );
}

/** The Enter that ends a composed word is not meant for us; Safari tells so only by the key's code. */
function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is all that Safari gives
  return event.isComposing || event.keyCode === 229;
}

/** Text that comes from a word processor brings a picture of itself along; it is still text. */
function carriesFile(event: ClipboardEvent | DragEvent): boolean {
  const brought = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
  const types = brought?.types ?? [];
  return types.includes('Files') && !types.includes('text/plain');
}
