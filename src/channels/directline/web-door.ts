import type { Json } from '../../turn/ports.ts';

/** A request as these doors see it: the shapes of `Door` in `http/`. */
export interface WebRequest {
  readonly id: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The address that rates count by. */
  readonly address: string | null;
  readonly body: unknown;
}

/** What a door answers. */
export interface WebAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** One method at one path. */
export interface WebDoor {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly handle: (request: WebRequest) => Promise<WebAnswer>;
  /** Headers that let pages of other origins read every answer of the door. */
  readonly cors: () => Readonly<Record<string, string>>;
  /** Whether what is sent along stays unread. */
  readonly ignoresBody?: boolean;
}

/**
 * Pages of every origin may read the answers: what opens a door is a token that a page must hold,
 * never a cookie that its visitor's browser would send along.
 */
export const cors = (): Readonly<Record<string, string>> => ({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
  'Cross-Origin-Resource-Policy': 'cross-origin',
});

/** A door for each method at a path, and one for the question that browsers ask beforehand. */
export function doorsAt(
  path: string,
  handlers: Partial<Record<'GET' | 'POST' | 'DELETE', WebDoor['handle']>>,
): readonly WebDoor[] {
  const entries = (['GET', 'POST', 'DELETE'] as const).flatMap((method) => {
    const handle = handlers[method];
    return handle === undefined ? [] : [{ method, path, handle, cors }];
  });
  const methods = entries.map(({ method }) => method).join(', ');
  return [...entries, { method: 'OPTIONS', path, handle: preflight(methods), cors }];
}

function preflight(methods: string): WebDoor['handle'] {
  const headers = {
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
    'Access-Control-Max-Age': '7200',
  };
  return () => Promise.resolve({ status: 204, headers });
}

/** The one value of a header; null when it is missing. Repeated ones are joined and match nothing. */
export function headerOf({ headers }: WebRequest, name: string): string | null {
  const value = headers[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(', ');
}
