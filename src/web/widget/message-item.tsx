import type { JSX } from 'preact';
import type { Choice, Message, Picture } from './message.ts';
import { ParagraphItem } from './paragraph-item.tsx';
import { StepSign } from './step-sign.tsx';
import type { Words } from './words.ts';

/** What a message is given. */
interface MessageProps {
  readonly message: Message;
  readonly words: Words;
  readonly origin: string;
  readonly announce: (text: string) => void;
  /** Null where its answers can be chosen no more. */
  readonly choose: ((choice: Choice) => void) | null;
}

/** One message, and below it the answers on offer. */
export function MessageItem(props: MessageProps): JSX.Element {
  const { message, words, origin, announce, choose } = props;
  const { from, language, step, paragraphs, pictures, choices } = message;
  const header = paragraphs.find(({ kind }) => kind === 'header');
  const others = step === null ? paragraphs : paragraphs.filter((it) => it !== header);
  return (
    <div class={`item ${from}`}>
      <div class="bubble" lang={language === '' ? undefined : language}>
        <span class="unseen" lang={words.language}>
          {words.say(from === 'bot' ? 'bot' : 'you')}:{' '}
        </span>
        {step !== null && <StepSign step={step} header={header?.text ?? ''} words={words} />}
        {from === 'user' ? (
          <p class="words">{message.plain}</p>
        ) : (
          others.map((paragraph, index) => (
            <ParagraphItem key={index} paragraph={paragraph} words={words} announce={announce} />
          ))
        )}
        {pictures.map((picture) => (
          <PictureItem key={picture.url} picture={picture} origin={origin} />
        ))}
      </div>
      {choose !== null && choices.length > 0 && (
        <div class="choices" lang={language === '' ? undefined : language}>
          {choices.map((choice, index) => (
            <button type="button" class="choice" key={index} onClick={() => choose(choice)}>
              {choice.title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

interface PictureProps {
  readonly picture: Picture;
  readonly origin: string;
}

/** Pictures of the bot's own server only: another one would learn who looks. */
function PictureItem({ picture: { url, name }, origin }: PictureProps): JSX.Element | null {
  return isFrom(origin, url) ? <img class="picture" src={url} alt={name} /> : null;
}

function isFrom(origin: string, url: string): boolean {
  try {
    return new URL(url, origin).origin === origin;
  } catch {
    return false;
  }
}
