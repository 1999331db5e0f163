import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Where Debian and others put Chromium; a browser that a package would download is not looked for. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = places.find((place) => existsSync(place)) ?? null;

/** Whether there is a browser; where there is none, that is said loudly. */
export const hasBrowser = executablePath !== null;
if (!hasBrowser) {
  console.warn(`SKIPPED: browser tests need Chromium at one of: ${places.join(', ')}`);
}

/** Starts the browser, without a window. */
export async function startBrowser(): Promise<Browser> {
  if (executablePath === null) throw new TypeError('There is no browser');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** What a page has asked for, and what went wrong on it. */
export interface Watched {
  readonly context: BrowserContext;
  /** Addresses of all requests. */
  readonly requests: string[];
  /** Violations of policies, uncaught errors and errors on the console. */
  readonly errors: string[];
}

/** A visitor with a fresh profile. */
export async function visitor(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { context, requests, errors };
}

/** A site of its own origin. */
export interface Site {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** A page: its HTML, its headers. */
export interface SitePage {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves pages on a free port. */
export async function startSite(pages: (path: string) => SitePage | null): Promise<Site> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const page = pages(request.url ?? '/');
    response.writeHead(page === null ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    });
    response.end(page?.body ?? '');
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
