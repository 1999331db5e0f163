import type { Answer } from './ask.ts';
import type { ChatState, ConnectionEars } from './chat-state.ts';
import { firstState } from './chat-state.ts';
import { createAsk, isDown, isFine, isGone } from './ask.ts';
import type { Environment } from './environment.ts';
import { Listener } from './listener.ts';
import type { Log, Pending } from './log.ts';
import { emptyLog, say, take, update } from './log.ts';
import type { ActivitySet, Choice } from './message.ts';
import { readActivitySet } from './message.ts';
import type { PageOptions } from './options.ts';
import { textAt } from './reading.ts';
import { Session } from './session.ts';

/** What a connection is made of. */
export interface ConnectionParts {
  readonly environment: Environment;
  readonly page: Pick<PageOptions, 'origin' | 'network' | 'language' | 'greeting'>;
  readonly ears: ConnectionEars;
}

/** After this long no reply is on its way any more. */
const replyMs = 20_000;
const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;
const longestWaitMs = 30_000;
const mostPages = 20;

/** A conversation with the bot, from its first word to its last, whatever the network does. */
export class Connection {
  private readonly parts: ConnectionParts;
  private readonly session: Session;
  private readonly listener: Listener;
  private state: ChatState = firstState;
  private language: string;
  private expecting = false;
  private posting = false;
  private failures = 0;
  /** Counts beginnings, so that answers to an older one are not taken for the present one's. */
  private round = 0;
  private callOffBegin = (): void => undefined;
  private callOffReply = (): void => undefined;

  constructor(parts: ConnectionParts) {
    const { environment, page } = parts;
    this.parts = parts;
    this.language = page.language;
    this.session = new Session(createAsk(environment, page.origin), environment);
    this.listener = new Listener(this.session, environment, page.origin, {
      heard: (set) => this.heard(set, false),
      reached: (reachable) => this.change({ reachable }),
      gone: () => this.lost(),
    });
  }

  /** Comes back to the conversation that the browser knows of, or begins one. */
  start(): void {
    void this.begin(false);
  }

  /** The language that is said to be spoken from now on. */
  speak(language: string): void {
    this.language = language;
  }

  /** Says typed words. */
  say(text: string): void {
    const trimmed = text.trim();
    if (trimmed !== '') this.add(trimmed, undefined);
  }

  /** Presses a button. */
  choose({ title, value }: Choice): void {
    this.add(title, value);
  }

  /** Sends again what failed; the server knows by its id whether it had come after all. */
  retry(clientId: string): void {
    this.setLog(update(this.state.log, clientId, { status: 'sending', reason: null }));
    this.expect(true);
    void this.post();
  }

  /** Asks at once: somebody looks again, or the network is back. */
  nudge(): void {
    if (this.state.phase === 'unavailable') void this.begin(false);
    else this.listener.nudge();
  }

  /** Erases the conversation on the server and the way back to it; false when that failed. */
  async forget(): Promise<boolean> {
    const listened = this.listener.isRunning();
    this.listener.stop();
    const answer = await this.session.call({ method: 'POST', path: '/widget/forget', body: {} });
    if (!isFine(answer) && !isGone(answer)) {
      if (listened) this.listener.start(null, null);
      return false;
    }
    this.round += 1;
    this.callOffBegin();
    this.expect(false);
    this.session.drop();
    const { messages } = readActivitySet(answer.body);
    this.change({ phase: 'forgotten', log: { messages, pending: [] } });
    for (const message of messages) this.parts.ears.news(message);
    return true;
  }

  /** Begins a new conversation after one was erased. */
  startAgain(): void {
    this.change({ log: emptyLog });
    void this.begin(false);
  }

  private async begin(gone: boolean): Promise<void> {
    const round = ++this.round;
    this.callOffBegin();
    this.change({ phase: 'connecting' });
    const began = await this.session.open(gone);
    if (round !== this.round) return;
    const failed =
      began.kind === 'failed'
        ? began.answer
        : began.kind === 'resumed'
          ? await this.readHistory(round)
          : await this.greet(round, began.streamUrl);
    if (round !== this.round) return;
    if (failed !== null) this.beginLater(failed);
    else {
      this.change({ phase: 'ready', reachable: true });
      void this.post();
    }
  }

  /** Tells the bot where it is, before anything is listened to: the greeting depends on it. */
  private async greet(round: number, streamUrl: string | null): Promise<Answer | null> {
    const { page, environment } = this.parts;
    const { network, greeting } = page;
    const value = { language: this.language, greeting, ...(network === null ? {} : { network }) };
    const channelData = { clientActivityID: environment.newId() };
    const body = { type: 'event', name: 'cpms/start', from: { id: 'user' }, value, channelData };
    const answer = await this.session.call({ method: 'POST', path: this.activities(), body });
    if (round !== this.round) return null;
    if (!isFine(answer)) return answer;
    // Who listens is greeted, so a page that wants no greeting listens after the first word.
    if (!greeting) return null;
    this.listener.start('', streamUrl);
    this.expect(true);
    return null;
  }

  private async readHistory(round: number): Promise<Answer | null> {
    let watermark = '';
    for (let page = 0; page < mostPages; page += 1) {
      const path = `${this.activities()}?watermark=${encodeURIComponent(watermark)}`;
      const answer = await this.session.call({ method: 'GET', path });
      if (round !== this.round) return null;
      if (!isFine(answer)) return answer;
      const set = readActivitySet(answer.body);
      this.heard(set, true);
      if (set.watermark === null || set.watermark === watermark) break;
      watermark = set.watermark;
    }
    this.listener.start(watermark, null);
    return null;
  }

  private beginLater(answer: Answer): void {
    const gone = isGone(answer);
    const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** this.failures);
    this.failures += 1;
    const waitMs = Math.max(answer.waitMs, backoff);
    this.change({ phase: gone ? 'connecting' : 'unavailable' });
    this.callOffBegin = this.parts.environment.later(() => void this.begin(gone), waitMs);
  }

  /** The conversation is gone: what was said goes too, what is on its way goes to the next one. */
  private lost(): void {
    this.listener.stop();
    const pending = this.state.log.pending.filter(({ status }) => status !== 'sent');
    this.change({ log: { messages: [], pending } });
    this.failures += 1;
    if (this.failures === 1) void this.begin(true);
    else this.beginLater({ status: 404, body: undefined, waitMs: 0 });
  }

  private heard(set: ActivitySet, history: boolean): void {
    const { log, news } = take(this.state.log, set.messages);
    this.setLog(log);
    const said = news.filter(({ from }) => from === 'bot');
    if (said.length === 0) return;
    this.failures = 0;
    this.expect(false);
    void this.session.keepHandle();
    if (!history) for (const message of said) this.parts.ears.news(message);
  }

  private add(text: string, value: unknown): void {
    if (this.state.phase === 'forgotten') return;
    const { now, newId } = this.parts.environment;
    this.setLog(say(this.state.log, { clientId: newId(), text, value, at: now() }));
    this.expect(true);
    void this.post();
  }

  /** Posts what waits, one after the other, so that it arrives in the order it was said. */
  private async post(): Promise<void> {
    if (this.posting) return;
    this.posting = true;
    for (let next = this.next(); next !== null; next = this.next()) await this.postOne(next);
    this.posting = false;
  }

  private next(): Pending | null {
    if (this.state.phase !== 'ready') return null;
    return this.state.log.pending.find(({ status }) => status === 'sending') ?? null;
  }

  private async postOne(pending: Pending): Promise<void> {
    const { round } = this;
    let answer = await this.offer(pending);
    if (answer.status === 429) {
      await this.pause(Math.min(longestWaitMs, Math.max(firstBackoffMs, answer.waitMs)));
      answer = await this.offer(pending);
    }
    if (round !== this.round) return;
    if (isGone(answer)) this.lost();
    else if (isFine(answer)) this.posted(pending, answer);
    else this.refused(pending, answer);
  }

  private offer({ clientId, text, value }: Pending): Promise<Answer> {
    const body = {
      type: 'message',
      from: { id: 'user' },
      text,
      locale: this.language,
      ...(value === undefined ? {} : { value }),
      channelData: { clientActivityID: clientId },
    };
    return this.session.call({ method: 'POST', path: this.activities(), body });
  }

  private posted({ clientId }: Pending, answer: Answer): void {
    const id = textAt(answer.body, 'id');
    this.setLog(update(this.state.log, clientId, { status: 'sent', id }));
    this.change({ reachable: true });
    if (!this.listener.isRunning()) this.listener.start(null, null);
    if (this.expecting) this.listener.expect(true);
  }

  private refused({ clientId }: Pending, answer: Answer): void {
    const { status } = answer;
    const reason = status === 429 ? 'busy' : status === 413 ? 'too-long' : 'unavailable';
    this.setLog(update(this.state.log, clientId, { status: 'failed', reason }));
    this.expect(false);
    // Whether only this failed, or nothing comes through, shows the next question.
    if (isDown(answer)) this.listener.nudge();
  }

  private expect(expecting: boolean): void {
    this.expecting = expecting;
    this.callOffReply();
    if (expecting) {
      this.callOffReply = this.parts.environment.later(() => this.expect(false), replyMs);
    } else this.listener.expect(false);
    this.change({});
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.parts.environment.later(resolve, ms));
  }

  private activities(): string {
    return `${this.session.path()}/activities`;
  }

  private setLog(log: Log): void {
    this.change({ log });
  }

  private change(change: Partial<ChatState>): void {
    const next = { ...this.state, ...change };
    const sending = next.log.pending.some(({ status }) => status === 'sending');
    const waiting = next.phase !== 'forgotten' && (this.expecting || sending);
    this.state = { ...next, waiting };
    this.parts.ears.changed(this.state);
  }
}
