import type { Input } from '../dialog/step.ts';
import type { FindingKind } from '../guard/finding.ts';
import type { Act } from './inbound.ts';
import type { Json } from './ports.ts';

/** The longest message that is read; more is a paste, and nobody types it. */
const longestMessage = 4000;

/** The longest button id that is looked at; ours are shorter. */
const longestAnswer = 200;

/** What the turn needs of the guard. */
export interface GuardPort {
  /** Masks what must not be kept, and says what it was. */
  readonly inspect: (text: string) => {
    readonly masked: string;
    readonly findings: readonly FindingKind[];
  };
  /** The phone number in a text, in international form; null where there is none. */
  readonly phone: (text: string) => string | null;
  /** Whether a text describes an acute emergency: asked of what was typed, before it is masked. */
  readonly emergency: (text: string) => boolean;
}

/** An activity that is safe to think about and to store. */
export interface Received {
  readonly input: Input;
  /** What the transcript keeps of it. */
  readonly body: Json;
}

/** Masks and bounds what came in, before anything else sees it. */
export function receive(act: Act, guard: GuardPort): Received {
  switch (act.kind) {
    case 'begins':
    case 'attaches':
      return { input: { kind: act.kind }, body: null };
    case 'presses': {
      const place = act.place.slice(0, longestAnswer);
      const answer = act.answer.slice(0, longestAnswer);
      return { input: { kind: 'presses', place, answer }, body: { place, answer } };
    }
    case 'says':
      return receiveText(act.text, guard);
  }
}

function receiveText(text: string, guard: GuardPort): Received {
  if (text.length > longestMessage) {
    return { input: { kind: 'overflows' }, body: { length: text.length } };
  }
  const { masked, findings } = guard.inspect(text);
  const phone = findings.includes('phone') ? { international: guard.phone(text) } : null;
  const kinds = findings.filter((kind) => kind !== 'phone');
  const emergency = kinds.length > 0 && guard.emergency(text);
  return {
    input: { kind: 'says', text: masked, findings: kinds, phone, emergency },
    body: { text: masked, findings: [...findings] },
  };
}
