/** What a page may listen to, and what it is told. */
export interface ChatEvents {
  readonly ready: undefined;
  readonly open: undefined;
  readonly close: undefined;
  readonly message: { readonly from: 'bot' | 'user' };
}

/** What a page can do with the chat: `window.CpmsHelp`. */
export interface PublicApi {
  readonly open: () => void;
  readonly close: () => void;
  /** Opens the chat and says something for the person. */
  readonly send: (text: string) => void;
  /** Listens; what it returns ends that. */
  readonly on: <E extends keyof ChatEvents>(
    event: E,
    listener: (detail: ChatEvents[E]) => void,
  ) => () => void;
}

declare global {
  interface Window {
    CpmsHelp?: PublicApi;
  }
}

/** The page's listeners, and how they are told. */
export interface PageEars {
  readonly on: PublicApi['on'];
  readonly tell: <E extends keyof ChatEvents>(event: E, detail: ChatEvents[E]) => void;
}

/** Keeps listeners. One that throws is the page's own trouble and stops nobody else. */
export function createPageEars(): PageEars {
  const target = new EventTarget();
  return {
    on: (event, listener) => {
      const hear = (heard: Event): void => {
        // Only `tell` dispatches here, with the detail that belongs to the event.
        listener((heard as CustomEvent<Parameters<typeof listener>[0]>).detail);
      };
      target.addEventListener(event, hear);
      return () => target.removeEventListener(event, hear);
    },
    tell: (event, detail) => {
      target.dispatchEvent(new CustomEvent(event, { detail }));
    },
  };
}
