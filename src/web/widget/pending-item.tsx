import type { JSX } from 'preact';
import type { Pending } from './log.ts';
import type { Words } from './words.ts';

/** What a message on its way is given. */
interface PendingProps {
  readonly pending: Pending;
  readonly words: Words;
  readonly retry: (clientId: string) => void;
}

/** Something the person said that has not arrived yet, and how it stands with it. */
export function PendingItem({ pending, words, retry }: PendingProps): JSX.Element {
  const { text, status, reason, clientId } = pending;
  return (
    <div class="item user">
      <div class={`bubble ${status}`}>
        <span class="unseen">{words.say('you')}: </span>
        <p class="words">{text}</p>
      </div>
      {status === 'sending' && <p class="state">{words.say('sending')}</p>}
      {status === 'failed' && (
        <p class="state wrong">
          <span>
            <strong>{words.say('failed')}</strong>{' '}
            {reason !== null && reason !== 'unavailable' && words.say(reason)}
          </span>
          <button type="button" class="quiet" onClick={() => retry(clientId)}>
            {words.say('retry')}
          </button>
        </p>
      )}
    </div>
  );
}
