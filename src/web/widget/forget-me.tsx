import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PartProps } from './view.ts';

/** What the question is given besides. */
interface ForgetMeProps extends PartProps {
  readonly done: () => void;
}

/** Asks before everything is deleted, because nobody can bring it back. */
export function ForgetMe({ view, actions, done }: ForgetMeProps): JSX.Element {
  const { say } = view.words;
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const forget = async (): Promise<void> => {
    setState('busy');
    if (await actions.forget()) done();
    else {
      setState('failed');
      actions.announce(say('unavailable'));
    }
  };
  return (
    <div class="sure" role="group" aria-labelledby="sure">
      <p id="sure">{say('forget-sure')}</p>
      {state === 'failed' && <p class="wrong">{say('unavailable')}</p>}
      <button
        type="button"
        class="danger"
        disabled={state === 'busy'}
        onClick={() => void forget()}
      >
        {say('forget-yes')}
      </button>
      <button type="button" class="quiet" ref={keep} onClick={done}>
        {say('forget-no')}
      </button>
    </div>
  );
}
