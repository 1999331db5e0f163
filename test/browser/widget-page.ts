import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import type { TestApp } from '../slow/test-app.ts';
import { startTestApp } from '../slow/test-app.ts';
import type { Site, Watched } from './browser.ts';
import { startBrowser, startSite, visitor } from './browser.ts';

/** Time that runs and can be moved on. */
export interface RunningClock extends Clock {
  readonly advance: (milliseconds: number) => void;
}

/** The bot, and a network's site on an origin of its own that has pasted the one line. */
export interface WidgetGround {
  readonly clock: RunningClock;
  readonly site: Site;
  readonly botUrl: string;
  /** Stops the bot and starts it again where it was, with all that it had stored. */
  readonly restart: (while_: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The strictest policy under which the widget has to work: nothing but the bot's own origin. */
const policyFor = (bot: string): string =>
  `default-src 'none'; script-src ${bot}; connect-src ${bot} ${bot.replace('http', 'ws')}; img-src ${bot}`;

/** Starts both. */
export async function startWidgetGround(): Promise<WidgetGround> {
  const data = mkdtempSync(join(tmpdir(), 'cpms-widget-'));
  let ahead = 0;
  const clock: RunningClock = {
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
  const start = (port: string): Promise<TestApp> =>
    startTestApp({ data, clock, settings: { PORT: port } });
  let app = await start('0');
  const { url } = app;
  const site = await startSite((path) => ({
    body: `<!doctype html><html lang="en"><title>A network</title><h1>Page ${path.slice(1)}</h1>
<a href="/other">Other page</a>
<script src="${url}/widget.js" data-network="reconnet" async></script></html>`,
    headers: { 'content-security-policy': policyFor(url) },
  }));
  return {
    clock,
    site,
    botUrl: url,
    restart: async (whileDown) => {
      await app.stop();
      await whileDown();
      app = await start(new URL(url).port);
    },
    stop: async () => {
      await site.stop();
      await app.stop();
    },
  };
}

/** What the browser tests of the widget share: a browser, the ground, and one visitor for each test. */
export interface WidgetTests {
  readonly ground: () => WidgetGround;
  /** The visitor of the test that is running. */
  readonly there: () => Watched;
  /** Somebody with a fresh profile comes, and opens an empty tab. */
  readonly arrive: (options?: BrowserContextOptions) => Promise<Page>;
  /** Somebody comes to the network's site and opens the chat. */
  readonly visit: (options?: BrowserContextOptions) => Promise<WidgetPage>;
}

/** Starts everything before the tests of a block and ends it after them. */
export function startWidgetTests(): WidgetTests {
  let browser: Browser;
  let ground: WidgetGround;
  let there: Watched;
  beforeAll(async () => {
    browser = await startBrowser();
    ground = await startWidgetGround();
  }, 120_000);
  afterEach(() => there.context.close());
  afterAll(async () => {
    await browser.close();
    await ground.stop();
  });
  const arrive: WidgetTests['arrive'] = async (options) => {
    there = await visitor(browser, options);
    return there.context.newPage();
  };
  return {
    ground: () => ground,
    there: () => there,
    arrive,
    visit: async (options) => {
      const page = await arrive(options);
      await page.goto(`${ground.site.origin}/first`);
      const widget = widgetOn(page);
      await widget.open();
      return widget;
    },
  };
}

/** The widget as a person sees it: by its names and roles alone. */
export interface WidgetPage {
  readonly page: Page;
  readonly launcher: Locator;
  readonly dialog: Locator;
  readonly box: Locator;
  readonly log: Locator;
  readonly open: () => Promise<void>;
  readonly say: (text: string) => Promise<void>;
  readonly button: (name: string) => Locator;
  /** Waits for words in the conversation. */
  readonly reads: (text: string) => Promise<void>;
  /** How many messages of the conversation hold these words. */
  readonly count: (text: string) => Promise<number>;
}

/** Names of the widget in English. */
export function widgetOn(page: Page): WidgetPage {
  page.setDefaultTimeout(15_000);
  const launcher = page.getByRole('button', { name: 'Help with CPMS access' });
  const dialog = page.getByRole('dialog', { name: 'CPMS help' });
  const log = dialog.getByRole('log');
  const box = dialog.getByRole('textbox', { name: 'Write a message' });
  const reads = (text: string): Promise<void> => log.getByText(text).first().waitFor();
  return {
    page,
    launcher,
    dialog,
    box,
    log,
    open: async () => {
      await launcher.click();
      await reads('Where are you now?');
    },
    say: async (text) => {
      await box.fill(text);
      await box.press('Enter');
    },
    button: (name) => dialog.getByRole('button', { name, exact: true }),
    reads,
    count: (text) => log.locator('.item').filter({ hasText: text }).count(),
  };
}
