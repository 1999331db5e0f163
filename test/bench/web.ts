import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { ensureBundles, readBundles } from '../../src/bundles.ts';
import { hasBrowser, startBrowser } from '../browser/browser.ts';
import type { Served } from './processes.ts';
import { serve } from './processes.ts';
import type { Row } from './rows.ts';

const sockets = 500;
const rounds = 3;
const betweenMs = 10_000;
const clicks = 7;

/** Bytes of the widget, the time from a click to the first words, and many open streams. */
export async function benchWeb(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-web-'));
  // Each client comes through a proxy that tells its address, as five hundred people would.
  const settings = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'info', TRUST_PROXY: '1' };
  const served = await serve(['src/main.ts', 'serve'], settings, /127\.0\.0\.1:(\d+)/);
  try {
    return [
      ...(await byteRows(served)),
      ...(hasBrowser ? await clickRows(served) : []),
      ...(await streamRows(served)),
    ];
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true });
  }
}

async function byteRows({ port }: Served): Promise<readonly Row[]> {
  const root = process.cwd();
  await ensureBundles(root);
  const bundles = [...readBundles(root)];
  const launcher = bundles.find(([name]) => name === 'widget.js')?.[1].gzip.length ?? 0;
  const scripts = bundles.reduce((sum, [, { gzip }]) => sum + gzip.length, 0);
  const words = await fetch(`http://127.0.0.1:${String(port)}/widget/words/en.json`);
  const all = scripts + gzipSync(await words.text()).length;
  const rival = (name: string): number =>
    gzipSync(readFileSync(join(root, 'node_modules/botframework-webchat/dist', name)), { level: 9 })
      .length / 1000;
  const size = (what: string, value: number, bound: number, bundle: string): Row => ({
    what,
    value: value / 1000,
    unit: 'kB gzipped',
    yardstick: { what: `Web Chat, ${bundle}`, value: rival(bundle) },
    reach: { of: 'value', is: 'at most', bound },
  });
  return [
    size('widget: launcher', launcher, 3, 'webchat-minimal.js'),
    size('widget: all that a conversation loads', all, 30, 'webchat.js'),
  ];
}

/** Medians over fresh profiles: nothing is cached, as on the first visit. */
async function clickRows({ port }: Served): Promise<readonly Row[]> {
  const browser = await startBrowser();
  const times: number[] = [];
  for (let click = 0; click < clicks; click += 1) {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${String(port)}/?lang=en`);
    times.push(await clickToWords(page));
    await context.close();
  }
  await browser.close();
  return [{ what: 'widget: click to the first words', value: median(times), unit: 'ms' }];
}

async function clickToWords(page: Page): Promise<number> {
  const launcher = page.getByRole('button', { name: 'Help with CPMS access' });
  await launcher.waitFor();
  const began = performance.now();
  await launcher.click();
  await page.getByRole('log').getByText('Where are you now?').first().waitFor();
  return performance.now() - began;
}

/** One open stream of one person. */
interface Listener {
  readonly say: (text: string) => Promise<number>;
  readonly close: () => void;
}

async function streamRows(served: Served): Promise<readonly Row[]> {
  const url = `http://127.0.0.1:${String(served.port)}/v3/directline`;
  const before = served.residentMegabytes();
  const listeners: Listener[] = [];
  for (let count = 0; count < sockets; count += 20) {
    const some = Array.from({ length: 20 }, (_, place) => listen(url, count + place));
    listeners.push(...(await Promise.all(some)));
  }
  const opened = served.residentMegabytes();
  const waits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const said = listeners.map(async ({ say }, place) => {
      // Spread over the whole time, as people are.
      await new Promise((resolve) => setTimeout(resolve, (place / sockets) * betweenMs));
      waits.push(await say('what must the password look like'));
    });
    await Promise.all(said);
  }
  for (const { close } of listeners) close();
  const last = waits.sort((one, other) => one - other)[Math.floor(waits.length * 0.99)] ?? 0;
  return [
    { what: `${String(sockets)} streams: median to a reply`, value: median(waits), unit: 'ms' },
    { what: `${String(sockets)} streams: p99 to a reply`, value: last, unit: 'ms' },
    {
      what: `${String(sockets)} streams: memory of one`,
      value: ((opened - before) * 1000) / sockets,
      unit: 'kB',
    },
  ];
}

async function listen(url: string, number: number): Promise<Listener> {
  const address = `198.51.${String(100 + Math.floor(number / 250))}.${String(1 + (number % 250))}`;
  const from = { origin: 'http://localhost', 'x-forwarded-for': address };
  const post = async (path: string, token?: string, body?: object): Promise<Opened> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        ...from,
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new TypeError(`${path}: ${String(response.status)}`);
    return (await response.json()) as Opened;
  };
  const { token } = await post('/tokens/generate');
  const { streamUrl, conversationId } = await post('/conversations', token);
  const socket = new WebSocket(streamUrl);
  let heard = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    if (data.toString().includes('"role":"bot"')) heard();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    close: () => socket.terminate(),
    say: async (text) => {
      const began = performance.now();
      const reply = new Promise<void>((resolve) => (heard = resolve));
      await post(`/conversations/${conversationId}/activities`, token, { type: 'message', text });
      await reply;
      return performance.now() - began;
    },
  };
}

interface Opened {
  readonly token: string;
  readonly streamUrl: string;
  readonly conversationId: string;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
