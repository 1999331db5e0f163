import type { Activity, CardAction } from 'botbuilder';
import { buttonCard, cardType, replyCard } from './card.ts';
import { buttonValue } from '../../turn/pressed-button.ts';
import type { Words } from '../../locale/words.ts';

/** How a channel shows a reply. */
type Style = (words: Words) => Partial<Activity>;

/**
 * Channels whose way of showing a reply was tried; the rest get what all of them know.
 *
 * - Teams has no lasting buttons outside of cards, so all of the reply is one.
 * - The emulators (the Agents Playground poses as one) show the text as Markdown only where no
 *   suggested actions stand beside it, and of those only the kind that sends words; hence a card
 *   that holds the buttons alone.
 * - Web Chat sends back a value together with the label, and shows the label as said.
 */
const styles: Readonly<Record<string, Style>> = {
  msteams: asCard,
  emulator: asTextAndCard,
  webchat: (words) => asTextAndSuggestions(words, valueButton),
  directline: (words) => asTextAndSuggestions(words, valueButton),
};

/** Longer summaries are cut by notifications, in the middle of a word. */
const longestSummary = 160;

/** A reply as the activity that its channel shows best. */
export function present(words: Words, channel: string): Partial<Activity> {
  const style = styles[channel] ?? ((other: Words) => asTextAndSuggestions(other, labelButton));
  return { type: 'message', locale: words.language, ...style(words) };
}

function asCard(words: Words): Partial<Activity> {
  return {
    summary: summaryOf(words.plain),
    speak: words.plain,
    attachments: [{ contentType: cardType, content: replyCard(words) }],
  };
}

function asTextAndCard(words: Words): Partial<Activity> {
  const { buttons } = words;
  const attachments = [{ contentType: cardType, content: buttonCard(words) }];
  return { ...asText(words), ...(buttons.length === 0 ? {} : { attachments }) };
}

function asTextAndSuggestions(
  words: Words,
  button: (words: Words, label: string, answer: string) => CardAction,
): Partial<Activity> {
  if (words.buttons.length === 0) return asText(words);
  const actions = words.buttons.map(({ answer, label }) => button(words, label, answer));
  return { ...asText(words), suggestedActions: { to: [], actions } };
}

/** An empty line between any two, which is the one line break that all kinds of Markdown know. */
function asText(words: Words): Partial<Activity> {
  return {
    text: words.paragraphs.map(({ text }) => text).join('\n\n'),
    textFormat: 'markdown',
    speak: words.plain,
    inputHint: words.buttons.length === 0 ? 'acceptingInput' : 'expectingInput',
  };
}

/** Sends its value, which says exactly which button it was. */
function valueButton(words: Words, label: string, answer: string): CardAction {
  const value = buttonValue(words.place, answer);
  return { type: 'messageBack', title: label, text: label, displayText: label, value };
}

/** Sends its label, as if typed: every channel can do that, and the bot knows its own labels. */
function labelButton(_words: Words, label: string): CardAction {
  return { type: 'imBack', title: label, value: label };
}

function summaryOf(plain: string): string {
  const line = plain.replaceAll('\n', ' ');
  if (line.length <= longestSummary) return line;
  const cut = line.slice(0, longestSummary);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}
