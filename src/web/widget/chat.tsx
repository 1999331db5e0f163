import { render } from 'preact';
import { accentTexts } from './accent-text.ts';
import { createAsk } from './ask.ts';
import { browserEnvironment } from './browser.ts';
import type { Chat, ChatParts } from './chat-door.ts';
import css from './chat.css?inline';
import { accentOf, writeColor } from './color.ts';
import { Controller } from './controller.ts';
import controlsCss from './controls.css?inline';
import { followViewport } from './follow-viewport.ts';
import { loadWords } from './load-words.ts';
import messagesCss from './messages.css?inline';
import { Panel } from './panel.tsx';
import repliesCss from './replies.css?inline';
import { addSheet } from './sheets.ts';

/**
 * Makes the chat in the launcher's shadow root; it stays hidden until it is shown. Null when its words
 * cannot be had: the launcher says so in words that it has brought along.
 */
export async function createChat(parts: ChatParts): Promise<Chat | null> {
  const { root, page } = parts;
  const environment = browserEnvironment();
  const words = await loadWords(createAsk(environment, page.origin), page.language);
  if (words === null) return null;
  const { onLight, onDark } = accentTexts(accentOf(page.accent));
  addSheet(root, `:host{--light:${writeColor(onLight)};--dark:${writeColor(onDark)}}`);
  for (const sheet of [css, controlsCss, messagesCss, repliesCss]) addSheet(root, sheet);
  followViewport(root);
  const place = document.createElement('div');
  root.append(place);
  const controller = new Controller({ ...parts, words, environment }, draw);
  controller.start();
  return {
    show: (focus) => {
      controller.setOpen(true);
      draw();
      if (focus) focusInto(root);
    },
    hide: () => {
      controller.setOpen(false);
    },
    send: (text) => controller.actions.say(text),
  };

  function draw(): void {
    const { view, actions } = controller;
    render(<Panel view={view} actions={actions} origin={page.origin} />, place);
  }
}

/** Where there is a keyboard, into the words; a finger's keyboard would cover what is to be read first. */
function focusInto(root: ShadowRoot): void {
  const typing = matchMedia('(pointer: fine)').matches;
  const first = typing ? 'textarea' : '.choices button';
  const target =
    root.querySelector<HTMLElement>(first) ?? root.querySelector<HTMLElement>('.panel');
  target?.focus();
}
