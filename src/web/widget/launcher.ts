import type { Chat, ChatModule, ChatParts } from './chat-door.ts';
import { accentOf, textOn, writeColor } from './color.ts';
import css from './launcher.css?inline';
import type { PageOptions } from './options.ts';
import { closestTag, readOptions } from './options.ts';
import type { PageEars } from './public-api.ts';
import { createPageEars } from './public-api.ts';
import { addSheet } from './sheets.ts';

/** Named once, because the build puts the words in wherever they are named. */
const words = LAUNCHER_WORDS;

/** Says that the chat is open in this window, so that it opens again on the next page. */
const openKey = 'cpms-help-open';

const script = document.currentScript;
// Only the first script of a page counts.
if (script instanceof HTMLScriptElement && window.CpmsHelp === undefined) {
  const spoken = [document.documentElement.lang, navigator.language];
  launch(readOptions(script.src, script.dataset, spoken));
}

function launch(page: PageOptions): void {
  const ears = createPageEars();
  const launcher = createLauncher(page, ears);
  window.CpmsHelp = {
    open: () => launcher.open(true),
    close: launcher.close,
    send: launcher.send,
    on: ears.on,
  };
  const appear = (): void => {
    document.body.append(launcher.host);
    dress(launcher.root, page);
    if (wasOpen()) launcher.open(false);
  };
  // Page scripts that come later can still listen before the first event.
  if (document.readyState !== 'loading') setTimeout(appear);
  else document.addEventListener('DOMContentLoaded', appear);
}

interface Launcher {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly open: (focus: boolean) => void;
  readonly close: () => void;
  readonly send: (text: string) => void;
}

/** The button, and the chat once it is wanted. */
function createLauncher(page: PageOptions, { tell }: PageEars): Launcher {
  const { host, root, button, note } = draw(page);
  let chat: Promise<Chat | null> | null = null;
  let isOpen = false;
  const setOpen = (open: boolean): void => {
    isOpen = open;
    remember(open);
    button.setAttribute('aria-expanded', String(open));
    tell(open ? 'open' : 'close', undefined);
  };
  const open = (focus: boolean): void => {
    note.textContent = '';
    if (!isOpen) setOpen(true);
    chat ??= load({ root, page, close, said: (from) => tell('message', { from }) }, tell);
    void chat.then((it) => {
      if (it === null) {
        chat = null;
        close();
        note.textContent = wordsFor(page.language).unavailable;
      } else if (isOpen) {
        host.dataset['open'] = '';
        it.show(focus);
      }
    });
  };
  const close = (): void => {
    if (!isOpen) return;
    setOpen(false);
    delete host.dataset['open'];
    if (root.activeElement !== null) button.focus();
    void chat?.then((it) => it?.hide());
  };
  const send = (text: string): void => {
    open(true);
    void chat?.then((it) => it?.send(text));
  };
  button.onclick = () => open(true);
  return { host, root, open, close, send };
}

/** Loads the chat's module from the script's own origin; null when that fails. */
async function load(parts: ChatParts, tell: PageEars['tell']): Promise<Chat | null> {
  const url = `${parts.page.origin}/widget/${CHAT_FILE}`;
  try {
    const { createChat } = (await import(/* @vite-ignore */ url)) as ChatModule;
    const chat = await createChat(parts);
    if (chat !== null) tell('ready', undefined);
    return chat;
  } catch {
    return null;
  }
}

interface Drawn {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  readonly note: HTMLElement;
}

function draw({ side, language }: PageOptions): Drawn {
  const host = document.createElement('cpms-help');
  host.dataset['side'] = side;
  const root = host.attachShadow({ mode: 'open' });
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.lang = closestTag(Object.keys(words), language);
  button.textContent = wordsFor(language).launcher;
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-haspopup', 'dialog');
  const note = document.createElement('p');
  note.className = 'note';
  note.lang = button.lang;
  note.setAttribute('role', 'status');
  root.append(note, button);
  return { host, root, button, note };
}

/** Only once it is in the page: before that, an old browser's stylesheet takes no rules. */
function dress(root: ShadowRoot, { accent }: PageOptions): void {
  const fill = accentOf(accent);
  addSheet(root, `:host{--fill:${writeColor(fill)};--on-fill:${writeColor(textOn(fill))}}`);
  addSheet(root, css);
}

function wordsFor(language: string): LauncherWords {
  const tag = closestTag(Object.keys(words), language);
  return words[tag] ?? { launcher: '', unavailable: '' };
}

function wasOpen(): boolean {
  try {
    return sessionStorage.getItem(openKey) === '1';
  } catch {
    return false;
  }
}

function remember(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(openKey, '1');
    else sessionStorage.removeItem(openKey);
  } catch {
    // A browser that may not store it opens the next page with the chat closed.
  }
}
