import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Brain } from './brain.ts';
import { demoPage } from './demo/demo-page.ts';
import type { ServedFile } from './http/file-doors.ts';
import { fileDoors } from './http/file-doors.ts';
import type { Door, DoorAnswer, DoorRequest } from './http/door.ts';
import { closestLanguage } from './turn/turns.ts';

/** What the pages and files of the web chat are made of. */
export interface WebPagesParts {
  readonly brain: Brain;
  /** The folder that holds `src/`. */
  readonly root: string;
  /** The address that the world knows the server by; null where it is only this machine's. */
  readonly publicUrl: string | null;
  /** The built files of the widget by name. */
  readonly bundles: ReadonlyMap<string, ServedFile>;
}

/** The demonstration page at `/`, the widget's script, and what both load. */
export function webPageDoors(parts: WebPagesParts): readonly Door[] {
  const own = (name: string): Uint8Array => readFileSync(join(parts.root, 'src', 'demo', name));
  const files = new Map<string, ServedFile>([
    ...parts.bundles,
    ['demo.css', { bytes: own('demo.css'), type: 'text/css; charset=utf-8', lasting: false }],
    ['logo.svg', { bytes: own('logo.svg'), type: 'image/svg+xml', lasting: false }],
  ]);
  const demo: Door = {
    method: 'GET',
    path: '/',
    handle: (request) => Promise.resolve(showDemo(parts, request)),
  };
  return [demo, ...fileDoors(['/widget.js', '/widget/:file'], files)];
}

/** In the language that is asked for, in words of the browser or of the address. */
function showDemo(parts: WebPagesParts, request: DoorRequest): DoorAnswer {
  const { brain } = parts;
  const { languages, networks } = brain.dialogContent;
  const asked = request.query.get('lang') ?? firstOf(request.headers['accept-language']);
  const language = closestLanguage(languages, asked);
  const origin = parts.publicUrl ?? `http://${hostOf(request)}`;
  const render = (key: string, tag: string): string => brain.locale.render({ key }, tag);
  const html = demoPage({
    language,
    languages: languages.map((tag) => ({ tag, name: render('common:language-name', tag) })),
    say: (key) => render(`demo:${key}`, language),
    networks: Object.values(networks).map(({ id, short }) => ({ id, name: short })),
    network: request.query.get('network'),
    origin,
  });
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': policyFor(origin),
    Vary: 'Accept-Language',
  };
  return { status: 200, headers, body: new TextEncoder().encode(html) };
}

/** Nothing but what this server sends, and nothing that stands in the page itself. */
function policyFor(origin: string): string {
  const sockets = origin.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Stands in a header and in the page, so it is a host name and a port or nothing. */
function hostOf({ headers }: DoorRequest): string {
  const host = String(headers['host'] ?? '');
  return /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:]+\](?::\d{1,5})?$/i.test(host) ? host : 'localhost';
}

function firstOf(accepted: string | readonly string[] | undefined): string | null {
  return /^[a-z-]+/i.exec(String(accepted ?? ''))?.[0] ?? null;
}
