import type { JSX } from 'preact';
import { RichText } from './rich-text.tsx';
import type { Words } from './words.ts';

/** What the sign is given. */
interface StepSignProps {
  readonly step: number;
  /** The message's own line about the step; empty where it has none. */
  readonly header: string;
  readonly words: Words;
}

const steps = [1, 2, 3, 4, 5, 6];

/** Where on the way this is: six dots, and the same in words. */
export function StepSign({ step, header, words }: StepSignProps): JSX.Element {
  const label = words.say('step', { number: String(step) });
  const said = header.startsWith(label);
  return (
    <div class="step">
      <span class="dots" role="img" aria-label={label}>
        {steps.map((it) => (
          <i key={it} class={it < step ? 'done' : it === step ? 'now' : ''} />
        ))}
      </span>
      <p>
        <span aria-hidden={said || header === ''}>{said || header === '' ? label : ''}</span>
        <RichText text={said ? header.slice(label.length) : header} words={words} />
      </p>
    </div>
  );
}
