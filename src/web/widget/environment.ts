/** What is read of an answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  readonly text: () => Promise<string>;
}

/** What is said in a request. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly credentials: 'omit';
  readonly cache: 'no-store';
  readonly signal: AbortSignal;
}

/** The part of a WebSocket that is used. */
export interface Socket {
  readonly close: () => void;
}

/** What a socket tells. `closed` comes at most once, and also when it could not be opened. */
export interface SocketEars {
  readonly opened: () => void;
  readonly heard: (text: string) => void;
  readonly closed: () => void;
}

/** Everything that the connection takes from the browser, so that tests can stand in for it. */
export interface Environment {
  readonly fetch: (url: string, request: HttpRequest) => Promise<HttpAnswer>;
  /** Opens a socket; null where the browser or the page's policy has none. */
  readonly openSocket: (url: string, ears: SocketEars) => Socket | null;
  /** Calls back once, later; returns what calls that off. */
  readonly later: (work: () => void, ms: number) => () => void;
  readonly now: () => number;
  /** An id that nobody else makes. */
  readonly newId: () => string;
  /** Whether nobody looks at the page. */
  readonly hidden: () => boolean;
  readonly memory: Memory;
}

/** What the browser keeps of the conversation. */
export interface Memory {
  /** The handle that leads back to the conversation; null when there is none. */
  readonly handle: () => string | null;
  readonly keep: (handle: string) => void;
  readonly forget: () => void;
  readonly shared: () => boolean;
  /** On a shared computer the handle goes when the window does. */
  readonly setShared: (shared: boolean) => void;
}
