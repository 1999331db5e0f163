import type { Ask } from './ask.ts';
import { createAsk } from './ask.ts';
import type { ChatParts } from './chat-door.ts';
import type { ChatState } from './chat-state.ts';
import { Connection } from './connection.ts';
import type { Environment } from './environment.ts';
import { loadWords } from './load-words.ts';
import { emptyLog } from './log.ts';
import type { Message } from './message.ts';
import { printConversation } from './print.ts';
import { saveFile } from './save-file.ts';
import { transcriptOf } from './transcript.ts';
import type { Actions, View } from './view.ts';
import type { Words } from './words.ts';

/** What the controller is made of. */
export interface ControllerParts extends ChatParts {
  readonly words: Words;
  readonly environment: Environment;
}

/** So many announcements stay in the page; they are read when they come, and once. */
const mostSpoken = 5;

/** Between what is drawn and the connection: turns what a person does into what is said, and back. */
export class Controller {
  view: View;
  readonly actions: Actions;
  private readonly parts: ControllerParts;
  private readonly draw: () => void;
  private readonly ask: Ask;
  private readonly connection: Connection;
  private drawing = false;
  private spokenId = 0;
  private followed = '';
  /** The language that was asked for last, so that words that come late do not undo it. */
  private wanted: string;

  constructor(parts: ControllerParts, draw: () => void) {
    const { environment, page, words } = parts;
    this.parts = parts;
    this.draw = draw;
    this.wanted = words.language;
    this.ask = createAsk(environment, page.origin);
    this.view = {
      open: false,
      words,
      state: { phase: 'connecting', reachable: true, log: emptyLog, waiting: true },
      online: navigator.onLine,
      shared: environment.memory.shared(),
      spoken: [],
    };
    this.connection = new Connection({
      environment,
      page: { ...page, language: words.language },
      ears: { changed: (state) => this.changed(state), news: (message) => this.news(message) },
    });
    this.actions = this.createActions();
  }

  /** Begins the conversation and looks after the browser's network. */
  start(): void {
    this.connection.start();
    const network = (): void => {
      const online = navigator.onLine;
      if (online && !this.view.online) this.announce(this.view.words.say('online'));
      if (!online && this.view.online) this.announce(this.view.words.say('offline'));
      this.change({ online });
      if (online) this.connection.nudge();
    };
    window.addEventListener('online', network);
    window.addEventListener('offline', network);
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.connection.nudge();
    });
  }

  setOpen(open: boolean): void {
    this.change({ open });
  }

  private createActions(): Actions {
    const { connection, parts } = this;
    const { memory } = parts.environment;
    return {
      say: (text) => {
        parts.said('user');
        connection.say(text);
      },
      choose: (choice) => {
        parts.said('user');
        connection.choose(choice);
      },
      retry: (clientId) => connection.retry(clientId),
      speak: (tag) => this.speak(tag),
      share: (shared) => {
        memory.setShared(shared);
        this.change({ shared });
      },
      save: () => this.save(),
      print: () => printConversation(parts.root),
      forget: () => connection.forget(),
      startAgain: () => connection.startAgain(),
      close: parts.close,
      announce: (text) => this.announce(text),
    };
  }

  /** The person picks a language: the bot is told as if a button had been pressed. */
  private speak(tag: string): void {
    const name = this.view.words.languages.find((it) => it.tag === tag)?.name ?? tag;
    const value = { cpms: 1, place: '-', answer: `@lang:${tag}` };
    this.parts.said('user');
    this.connection.choose({ title: name, value });
    void this.use(tag);
  }

  /** Changes the widget's own words. */
  private async use(tag: string): Promise<void> {
    if (this.wanted === tag) return;
    this.wanted = tag;
    this.connection.speak(tag);
    const words = await loadWords(this.ask, tag);
    if (words !== null && this.wanted === tag) this.change({ words });
  }

  private save(): void {
    const { words, state } = this.view;
    const now = this.parts.environment.now();
    const day = new Date(now).toISOString().slice(0, 10);
    saveFile(`cpms-help-${day}.txt`, transcriptOf(state.log.messages, words, now));
  }

  private changed(state: ChatState): void {
    const failed = countFailed(state) > countFailed(this.view.state);
    this.change({ state });
    if (failed) this.announce(this.view.words.say('failed'));
    // The widget speaks as the bot does, whoever changed the language and how.
    const { words } = this.view;
    const last = [...state.log.messages].reverse().find(({ from }) => from === 'bot');
    const language = last?.language ?? '';
    if (words.languages.some(({ tag }) => tag === language)) this.follow(last?.id ?? '', language);
  }

  /** Follows each message once, so that a choice made after it stands until the bot has answered. */
  private follow(id: string, language: string): void {
    if (this.followed === id) return;
    this.followed = id;
    void this.use(language);
  }

  private news({ plain, language }: Message): void {
    this.parts.said('bot');
    this.announce(plain, language);
  }

  private announce(text: string, language = this.view.words.language): void {
    this.spokenId += 1;
    const spoken = [...this.view.spoken, { id: this.spokenId, text, language }];
    this.change({ spoken: spoken.slice(-mostSpoken) });
  }

  private change(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    if (this.drawing) return;
    this.drawing = true;
    void Promise.resolve().then(() => {
      this.drawing = false;
      this.draw();
    });
  }
}

function countFailed({ log }: ChatState): number {
  return log.pending.filter(({ status }) => status === 'failed').length;
}
