import type { Answer } from './ask.ts';
import { isFine, isGone } from './ask.ts';
import type { Environment, Socket } from './environment.ts';
import type { ActivitySet } from './message.ts';
import { readActivitySet } from './message.ts';
import { readJson, textAt } from './reading.ts';
import type { Session } from './session.ts';

/** Who is told what the listener hears. */
export interface ListenerEars {
  readonly heard: (set: ActivitySet) => void;
  /** Whether the server could be reached, whenever that was tried. */
  readonly reached: (reached: boolean) => void;
  /** The conversation is not there any more. */
  readonly gone: () => void;
}

/** How often is asked, in milliseconds. */
const polls = { expecting: 2_000, idle: 5_000, hidden: 15_000 } as const;

/** A reply is stored before its question is answered, so a stream that is silent this long may be dead. */
const doubtMs = 3_000;

const openingMs = 8_000;
const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;

/** Hears what is said in a conversation: by a stream where there is one, else by asking again and again. */
export class Listener {
  private readonly session: Session;
  private readonly environment: Environment;
  private readonly origin: string;
  private readonly ears: ListenerEars;
  private watermark = '';
  private running = false;
  private expecting = false;
  private socket: Socket | null = null;
  private streaming = false;
  private failures = 0;
  /** Counts starts, so that what was asked before the last one is not heard after it. */
  private round = 0;
  private polling = false;
  private callOffPoll = (): void => undefined;
  private callOffSocket = (): void => undefined;

  constructor(session: Session, environment: Environment, origin: string, ears: ListenerEars) {
    this.session = session;
    this.environment = environment;
    this.origin = origin;
    this.ears = ears;
  }

  /** Listens from a place on, or from where it stopped; `streamUrl` where one was given already. */
  start(watermark: string | null, streamUrl: string | null): void {
    this.stop();
    this.running = true;
    this.failures = 0;
    this.watermark = watermark ?? this.watermark;
    this.pollIn(polls.expecting);
    if (streamUrl === null) void this.reconnect();
    else this.connect(streamUrl);
  }

  stop(): void {
    this.running = false;
    this.expecting = false;
    this.round += 1;
    this.polling = false;
    this.callOffPoll();
    this.closeSocket();
  }

  isRunning(): boolean {
    return this.running;
  }

  /** A reply is being waited for, or not any more. */
  expect(expecting: boolean): void {
    this.expecting = expecting;
    if (!this.running) return;
    if (expecting) this.pollIn(this.streaming ? doubtMs : 0);
    else if (!this.streaming) this.pollIn(this.pause());
  }

  /** Asks at once: somebody looks again, or the network is back. */
  nudge(): void {
    if (!this.running) return;
    this.pollIn(0);
    if (this.socket !== null) return;
    this.failures = 0;
    this.callOffSocket();
    void this.reconnect();
  }

  private pause(): number {
    if (this.environment.hidden()) return polls.hidden;
    return this.expecting ? polls.expecting : polls.idle;
  }

  private pollIn(ms: number): void {
    this.callOffPoll();
    this.callOffPoll = this.environment.later(() => void this.poll(), ms);
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    const { round } = this;
    this.polling = true;
    const query = this.watermark === '' ? '' : `?watermark=${encodeURIComponent(this.watermark)}`;
    const path = `${this.session.path()}/activities${query}`;
    const answer = await this.session.call({ method: 'GET', path });
    if (round !== this.round) return;
    this.polling = false;
    if (!this.judge(answer)) return;
    if (isFine(answer)) this.hear(readActivitySet(answer.body));
    // A stream makes asking needless, unless a reply is late or the server is in trouble.
    if (!this.streaming || this.expecting || !isFine(answer))
      this.pollIn(Math.max(this.pause(), answer.waitMs));
  }

  private async reconnect(): Promise<void> {
    const { round } = this;
    this.callOffSocket();
    const path = `${this.session.path()}?watermark=${encodeURIComponent(this.watermark)}`;
    const answer = await this.session.call({ method: 'GET', path });
    if (round !== this.round || this.socket !== null || !this.judge(answer)) return;
    const url = isFine(answer) ? textAt(answer.body, 'streamUrl') : null;
    if (url === null) this.reconnectLater(answer.waitMs);
    else this.connect(url);
  }

  private connect(streamUrl: string): void {
    const { round } = this;
    let socket: Socket | null = null;
    const mine = (): boolean => round === this.round && socket === this.socket;
    socket = this.environment.openSocket(onOwnOrigin(streamUrl, this.origin), {
      opened: () => {
        if (mine()) this.opened();
      },
      heard: (text) => {
        if (mine()) this.heardFrame(text);
      },
      closed: () => {
        if (mine()) this.dropped();
      },
    });
    this.socket = socket;
    if (socket === null) this.reconnectLater(longestBackoffMs);
    // Some proxies neither open a socket nor refuse it.
    else this.callOffSocket = this.environment.later(() => this.dropped(), openingMs);
  }

  private opened(): void {
    this.callOffSocket();
    this.streaming = true;
    this.ears.reached(true);
    if (!this.expecting) this.callOffPoll();
  }

  private heardFrame(text: string): void {
    // What opens and breaks at once does not count as a success.
    this.failures = 0;
    // Empty frames only keep the connection open.
    if (text !== '') this.hear(readActivitySet(readJson(text)));
  }

  private dropped(): void {
    this.closeSocket();
    this.reconnectLater(0);
    this.pollIn(0);
  }

  private closeSocket(): void {
    const { socket } = this;
    this.socket = null;
    this.streaming = false;
    this.callOffSocket();
    socket?.close();
  }

  private reconnectLater(atLeastMs: number): void {
    const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** this.failures);
    this.failures += 1;
    this.callOffSocket = this.environment.later(
      () => void this.reconnect(),
      Math.max(backoff, atLeastMs),
    );
  }

  private hear(set: ActivitySet): void {
    if (set.watermark !== null) this.watermark = set.watermark;
    this.ears.heard(set);
  }

  /** Tells what an answer means for the connection; false when there is nothing to go on with. */
  private judge(answer: Answer): boolean {
    if (isGone(answer)) {
      this.stop();
      this.ears.gone();
      return false;
    }
    this.ears.reached(answer.status > 0 && answer.status < 500);
    return true;
  }
}

/** The stream's address on the origin of the script: a server behind a proxy may not know its own name. */
function onOwnOrigin(streamUrl: string, origin: string): string {
  const { pathname, search } = new URL(streamUrl, origin);
  return origin.replace(/^http/, 'ws') + pathname + search;
}
