import type { Mistake } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { addressValues, withoutPlaceholders } from '../placeholders.ts';
import type { RuleId } from '../rules.ts';
import type { SpokenText } from '../texts.ts';
import { roleOf } from '../texts.ts';
import type { Check, View } from '../view.ts';

/** Whether each text is written the way the bot talks, whatever its language. */
export const wordingChecks: readonly Check[] = [{ needs: [], run: wordings }];

const longestMessage = 60;
const longestLabel = 25;
const longestTitle = 6;

/** The one text whose business is bold: how a label is shown in two languages. */
const labelForm = 'common:label-both';

const emoji = /(?!✓)\p{Extended_Pictographic}/u;
const addressLine = new RegExp(`^\\{\\{(link\\.[a-z0-9-]+|${addressValues.join('|')})\\}\\}$`);
const address = new RegExp(`\\{\\{(link\\.[a-z0-9-]+|${addressValues.join('|')})\\}\\}`, 'g');

function* wordings({ texts }: View): Generator<Mistake> {
  for (const all of texts.values()) {
    for (const text of all.values()) {
      yield* characters(text);
      yield* lengths(text);
      yield* addresses(text);
    }
  }
}

function* characters(spoken: SpokenText): Generator<Mistake> {
  const { key, text, placeholders } = spoken;
  const [broken] = placeholders.broken;
  if (broken !== undefined) {
    const remedy = 'Write {{label.<id>}}, {{link.<id>}} or {{<value>}}, without spaces.';
    yield wrong('broken-placeholder', spoken, `"${broken}" is no placeholder.`, remedy);
  }
  if (text.includes('**') && key !== labelForm) {
    const remedy = 'Write {{label.<id>}}; bold comes from there.';
    yield wrong('bare-label', spoken, 'Something is put in bold by hand.', remedy);
  }
  const raw = /https?:|www\.|@|[a-z0-9-]{3,}\.[a-z]{2,}/i.exec(withoutPlaceholders(text, ''))?.[0];
  if (raw !== undefined) {
    const remedy = 'Write {{link.<id>}} and add the address to knowledge/links.yaml.';
    yield wrong('raw-address', spoken, `"${raw}" belongs to an address.`, remedy);
  }
  if (/[!¡！]/.test(text)) {
    yield wrong('exclamation-mark', spoken, 'There is an exclamation mark.', 'Say it plainly.');
  }
  const symbol = emoji.exec(text)?.[0];
  if (symbol !== undefined) {
    yield wrong('emoji', spoken, `"${symbol}" is an emoji.`, 'Take it out; only ✓ is allowed.');
  }
}

function* lengths(spoken: SpokenText): Generator<Mistake> {
  const role = roleOf(spoken.key);
  if (role === 'label') {
    const { length } = spoken.text;
    if (length <= longestLabel) return;
    const message = `The label has ${length} characters; ${longestLabel} fit on a button.`;
    yield wrong('long-label', spoken, message, 'Say it in fewer words.');
    return;
  }
  const words = withoutPlaceholders(spoken.text, 'x').trim().split(/\s+/).length;
  if (role === 'title' && words > longestTitle) {
    const message = `The title has ${words} words; it is a button and holds ${longestTitle}.`;
    yield wrong('long-title', spoken, message, 'Name the subject only.');
  }
  if (role === 'message' && words > longestMessage) {
    const message = `The text has ${words} words; ${longestMessage} are the most.`;
    const remedy = 'Cut it, move details to "more", or make it two states.';
    yield wrong('long-message', spoken, message, remedy);
  }
}

function* addresses(spoken: SpokenText): Generator<Mistake> {
  const lines = spoken.text.split('\n').map((line) => line.trim());
  const inside = lines.find((line) => line.search(address) !== -1 && !addressLine.test(line));
  if (inside !== undefined) {
    const message = `An address stands inside the line "${inside}".`;
    yield wrong('address-in-line', spoken, message, 'Put it on a line of its own.');
  }
  const count = spoken.text.match(address)?.length ?? 0;
  if (count > 1) {
    const message = `The text gives ${count} addresses.`;
    yield wrong('many-links', spoken, message, 'Give the one that helps; the rest goes to "more".');
  }
}

function wrong(rule: RuleId, spoken: SpokenText, message: string, remedy: string): Mistake {
  return mistake(rule, spoken.at(), `${spoken.key}: ${message}`, remedy);
}
