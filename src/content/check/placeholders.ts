import type { Mistake } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import type { Need } from '../needs.ts';
import type { Placeholders } from '../placeholders.ts';
import { valueSlots } from '../placeholders.ts';
import type { SpokenText } from '../texts.ts';
import { roleOf } from '../texts.ts';
import type { Check, View } from '../view.ts';

/** Whether each placeholder is filled wherever its text is said, and the same in all languages. */
export const placeholderChecks: readonly Check[] = [
  { needs: ['languages', 'dialog', 'articles', 'slots'], run: unfilled },
  { needs: ['languages'], run: differing },
];

function* unfilled({ texts, first, needs }: View): Generator<Mistake> {
  for (const spoken of texts.get(first)?.values() ?? []) {
    const need = needs.get(spoken.key);
    if (need === undefined) continue;
    yield* roleOf(spoken.key) === 'message' ? values(spoken, need) : buttons(spoken);
  }
}

/** A button and a title are plain words: nothing is filled in and nothing is bold. */
function* buttons(spoken: SpokenText): Generator<Mistake> {
  const [name] = namesOf(spoken.placeholders);
  if (name === undefined) return;
  const message = `${spoken.key}: a button shows "{{${name}}}" as it stands.`;
  yield mistake('foreign-placeholder', spoken.at(), message, 'Write it in words.');
}

function* values(spoken: SpokenText, need: Need): Generator<Mistake> {
  const { key, placeholders, at } = spoken;
  for (const name of placeholders.values) {
    if (need.values.has(name)) continue;
    const byCode = need.at === null;
    const slot = byCode ? undefined : valueSlots[name];
    if (slot == null) {
      const remedy = `Correct it or take it out.${didYouMean(name, byCode ? need.values : Object.keys(valueSlots))}`;
      yield mistake('foreign-placeholder', at(), `${key}: nothing fills "{{${name}}}".`, remedy);
    } else {
      const message = `${key}: "{{${name}}}" may be unknown where this is said.`;
      const remedy = `Say it only "when: { ${slot}: known }"; if every way there knows it, add "knows: [${slot}]" to the state.`;
      yield mistake('unguaranteed-placeholder', at(), message, remedy);
    }
  }
  if (need.at !== null) return;
  for (const name of need.values) {
    if (!placeholders.values.includes(name)) yield missing(spoken, name, 'the code');
  }
}

function missing({ key, at }: SpokenText, name: string, giver: string): Mistake {
  const message = `${key}: "{{${name}}}" is missing, which ${giver} gives.`;
  return mistake('missing-placeholder', at(), message, `Add {{${name}}}.`);
}

function* differing({ texts, first, tags }: View): Generator<Mistake> {
  for (const tag of tags.slice(1)) {
    for (const spoken of texts.get(tag)?.values() ?? []) {
      const original = texts.get(first)?.get(spoken.key);
      if (original === undefined) continue;
      const here = namesOf(spoken.placeholders);
      const there = namesOf(original.placeholders);
      for (const name of there) {
        if (!here.includes(name)) yield missing(spoken, name, `"${first}"`);
      }
      for (const name of here) {
        if (there.includes(name)) continue;
        const message = `${spoken.key}: "{{${name}}}" is not in the text of "${first}".`;
        const remedy = `Take it out, or add it to every language.${didYouMean(name, there)}`;
        yield mistake('foreign-placeholder', spoken.at(), message, remedy);
      }
    }
  }
}

function namesOf({ labels, links, values: named }: Placeholders): string[] {
  return [...labels.map((id) => `label.${id}`), ...links.map((id) => `link.${id}`), ...named];
}
