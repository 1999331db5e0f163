import type { JSX } from 'preact';
import type { Spoken } from './view.ts';

/** Reads out what is new, each once: the list of messages itself is silent, so that nothing is read twice. */
export function Announcer({ spoken }: { readonly spoken: readonly Spoken[] }): JSX.Element {
  return (
    <div class="unseen" aria-live="polite" aria-relevant="additions">
      {spoken.map(({ id, text, language }) => (
        <p key={id} lang={language}>
          {text}
        </p>
      ))}
    </div>
  );
}
