import { AppError } from '../base/app-error.ts';
import { failures } from '../base/failures.ts';
import type { DialogContent } from '../dialog/content.ts';
import type { Moment } from '../dialog/moment.ts';
import type { Snapshot } from '../dialog/snapshot.ts';
import { step } from '../dialog/step.ts';
import type { Input, Stepped } from '../dialog/step.ts';
import type { Reply } from '../locale/line.ts';
import type { IntentPicker } from './intent-picker.ts';
import { doubtfulText } from './intent-picker.ts';

/** One step to be made: what came in, when, and whom to ask where it is not clear. */
export interface Asking {
  readonly input: Input;
  readonly moment: Moment;
  readonly pick: IntentPicker['pick'];
}

/** The picker's answer to the first question; a turn has one text, and its tries must not ask again. */
export function pickOnce(picker: IntentPicker | null): IntentPicker['pick'] {
  let asked: Promise<string | null> | null = null;
  return (text) => (asked ??= picker === null ? Promise.resolve(null) : picker.pick(text));
}

/**
 * A step; where it is not sure what was typed, one more with what the picker picks, if it does.
 *
 * Whatever goes wrong on the way there, the first step's reply is still a good one.
 */
export async function stepSurely(
  content: DialogContent,
  before: Snapshot,
  { input, moment, pick }: Asking,
  failed: (cause: unknown) => void,
): Promise<Stepped> {
  const stepped = stepSafely(content, before, { input, moment }, failed);
  const text = doubtfulText(input, stepped);
  if (text === null) return stepped;
  try {
    const picked = await pick(text);
    if (picked === null) return stepped;
    const surer = step(content, before, input, { ...moment, picked });
    const lessons = stepped.effects.filter(({ kind }) => kind === 'lesson');
    return { ...surer, effects: [...lessons, ...surer.effects] };
  } catch (cause) {
    failed(cause);
    return stepped;
  }
}

/**
 * The engine's step; when the engine throws, the person is told and nothing is lost: what was said
 * is stored, and the conversation stays where it was.
 */
function stepSafely(
  content: DialogContent,
  before: Snapshot,
  { input, moment }: { readonly input: Input; readonly moment: Moment },
  failed: (cause: unknown) => void,
): Stepped {
  try {
    return step(content, before, input, moment);
  } catch (cause) {
    failed(cause);
    const snapshot = { ...before, offered: ['@person'], lastAt: moment.now };
    const reply = apology(before.language, before.place, cause);
    return { snapshot, reply, effects: [], notes: [] };
  }
}

/** What a person hears when a turn failed: five words, nothing lost, what to do now. */
export function apology(language: string, place: string, cause: unknown): Reply {
  const key = cause instanceof AppError ? failures[cause.code].replyKey : 'broken';
  return {
    language,
    place,
    lines: [{ key: `failures:${key}` }],
    buttons: [{ answer: '@person', label: { key: 'answers:person.label' } }],
  };
}
