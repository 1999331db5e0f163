import { buttonValue } from '../../turn/pressed-button.ts';
import type { Words } from '../../locale/words.ts';

/** The kind of attachment that holds a card. */
export const cardType = 'application/vnd.microsoft.card.adaptive';

/** The newest version that every Teams client shows. */
const version = '1.5';

/** Teams shows so many buttons in a row of a card and hides the rest. */
const buttonsInRow = 6;

/**
 * A reply as an Adaptive Card: its paragraphs, then its buttons.
 *
 * Buttons are plain submits without the `msteams` part that would also write the label into the chat:
 * the Agents Playground stops working at it, and Teams needs nothing but the value.
 */
export function replyCard(words: Words): Record<string, unknown> {
  return card(words, words.paragraphs.map(textBlock));
}

/** The buttons of a reply alone, for channels that show its text themselves. */
export function buttonCard(words: Words): Record<string, unknown> {
  return card(words, []);
}

function card(words: Words, blocks: readonly unknown[]): Record<string, unknown> {
  const submits = words.buttons.map(({ answer, label }) => ({
    type: 'Action.Submit',
    title: label,
    data: buttonValue(words.place, answer),
  }));
  const rows = Array.from({ length: Math.ceil(submits.length / buttonsInRow) }, (_, row) =>
    submits.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
  const [row = []] = rows;
  const stacked = rows.length > 1 ? rows.map((actions) => ({ type: 'ActionSet', actions })) : [];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version,
    lang: words.language,
    body: [...blocks, ...stacked],
    ...(rows.length === 1 ? { actions: row } : {}),
  };
}

/** The first line of a step says where one is: smaller, so that what to do stands out. */
function textBlock(paragraph: Words['paragraphs'][number]): Record<string, unknown> {
  const { kind, text } = paragraph;
  const block = { type: 'TextBlock', wrap: true, text };
  if (kind === 'header') return { ...block, size: 'Small', weight: 'Bolder' };
  return kind === 'address' ? { ...block, text: link(text) } : block;
}

/** A card links only what is written as a link; the address itself is what it says. */
function link(address: string): string {
  const target = address.includes('://') ? address : `mailto:${address}`;
  const escaped = target.replace(/[()\s]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `[${address}](${escaped})`;
}
