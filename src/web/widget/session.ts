import type { Answer, Ask, Question } from './ask.ts';
import { isFine, isGone } from './ask.ts';
import type { Environment } from './environment.ts';
import { numberAt, textAt } from './reading.ts';

/** How a session began. */
export type Began =
  | { readonly kind: 'resumed' }
  | { readonly kind: 'fresh'; readonly streamUrl: string | null }
  | { readonly kind: 'failed'; readonly answer: Answer };

interface Held {
  readonly conversation: string;
  readonly token: string;
}

const root = '/v3/directline';
const lost: Answer = { status: 404, body: undefined, waitMs: 0 };

/** The right to one conversation: its token, kept good. Nothing is asked before `open`. */
export class Session {
  private readonly ask: Ask;
  private readonly environment: Environment;
  private held: Held | null = null;
  /** The handle of the conversation that is held; another tab may keep one for another. */
  private handle: string | null = null;
  private keeping = false;
  private renewing: Promise<Answer> | null = null;
  private callOff = (): void => undefined;

  constructor(ask: Ask, environment: Environment) {
    this.ask = ask;
    this.environment = environment;
  }

  /** The path of the conversation in Direct Line. */
  path(): string {
    return `${root}/conversations/${encodeURIComponent(this.held?.conversation ?? '')}`;
  }

  /**
   * Comes back by the handle that the browser keeps, else begins a conversation.
   * @param gone whether the conversation that is held is known to be gone.
   */
  async open(gone: boolean): Promise<Began> {
    const { memory } = this.environment;
    if (gone && memory.handle() === this.handle) memory.forget();
    this.let();
    const resumed = await this.renew();
    if (isFine(resumed)) return { kind: 'resumed' };
    return isGone(resumed) ? this.begin() : { kind: 'failed', answer: resumed };
  }

  /** Asks with the token; one that has expired is renewed first. A conversation that is lost answers 404. */
  async call(question: Omit<Question, 'token'>): Promise<Answer> {
    const before = this.held;
    if (before === null) return lost;
    const answer = await this.ask({ ...question, token: before.token });
    if (!isRefused(answer)) return answer;
    const renewed = await this.renew();
    if (!isFine(renewed)) return renewed;
    const after = this.current();
    // Another tab may have begun a new conversation, which the handle leads to now.
    if (after?.conversation !== before.conversation) return lost;
    const again = await this.ask({ ...question, token: after.token });
    return isRefused(again) ? lost : again;
  }

  /** Keeps a handle for the conversation, once; called after every message of the bot. */
  async keepHandle(): Promise<void> {
    const { held } = this;
    if (held === null || this.handle !== null || this.keeping) return;
    this.keeping = true;
    const path = '/widget/handles';
    const answer = await this.ask({ method: 'POST', path, token: held.token, body: {} });
    this.keeping = false;
    const given = isFine(answer) ? textAt(answer.body, 'handle') : null;
    if (given === null || this.current()?.conversation !== held.conversation) return;
    this.handle = given;
    this.environment.memory.keep(given);
  }

  /** Ends the way back, here and on the server. */
  drop(): void {
    const { memory } = this.environment;
    const handle = this.handle ?? memory.handle();
    memory.forget();
    this.let();
    if (handle === null) return;
    void this.ask({ method: 'DELETE', path: '/widget/handles', body: { handle } });
  }

  private let(): void {
    this.callOff();
    this.held = null;
    this.handle = null;
  }

  private current(): Held | null {
    return this.held;
  }

  private renew(): Promise<Answer> {
    return (this.renewing ??= this.resume().finally(() => {
      this.renewing = null;
    }));
  }

  private async resume(): Promise<Answer> {
    const { memory } = this.environment;
    const handle = memory.handle();
    if (handle === null) return lost;
    const answer = await this.ask({ method: 'POST', path: '/widget/resume', body: { handle } });
    if (isFine(answer) && this.hold(answer.body)) {
      this.handle = handle;
      return answer;
    }
    const useless = answer.status < 500 && answer.status !== 429 && answer.status !== 0;
    if (useless && memory.handle() === handle) memory.forget();
    return useless ? lost : answer;
  }

  private async begin(): Promise<Began> {
    const method = 'POST';
    const generated = await this.ask({ method, path: `${root}/tokens/generate`, body: {} });
    if (!isFine(generated) || !this.hold(generated.body)) {
      return { kind: 'failed', answer: generated };
    }
    const token = this.current()?.token ?? null;
    const opened = await this.ask({ method, path: `${root}/conversations`, token, body: {} });
    if (!isFine(opened) || !this.hold(opened.body)) return { kind: 'failed', answer: opened };
    return { kind: 'fresh', streamUrl: textAt(opened.body, 'streamUrl') };
  }

  private hold(body: unknown): boolean {
    const conversation = textAt(body, 'conversationId');
    const token = textAt(body, 'token');
    if (conversation === null || token === null) return false;
    this.held = { conversation, token };
    this.refreshIn(((numberAt(body, 'expires_in') ?? 1800) * 1000 * 2) / 3);
    return true;
  }

  private refreshIn(ms: number): void {
    this.callOff();
    this.callOff = this.environment.later(() => void this.refresh(), ms);
  }

  private async refresh(): Promise<void> {
    const { held } = this;
    if (held === null) return;
    const path = `${root}/tokens/refresh`;
    const answer = await this.ask({ method: 'POST', path, token: held.token });
    if (this.current() !== held) return;
    // One that has expired meanwhile is renewed by the next call that needs it.
    if (!isFine(answer) || !this.hold(answer.body)) this.refreshIn(60_000);
  }
}

function isRefused({ status }: Answer): boolean {
  return status === 401 || status === 403;
}
