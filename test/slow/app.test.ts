import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { shareCache } from '../support/shared-cache.ts';

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly log: string[];
}

const activity = {
  type: 'message',
  channelId: 'emulator',
  deliveryMode: 'expectReplies',
  serviceUrl: 'http://127.0.0.1:9',
  from: { id: 'user', name: 'User' },
  recipient: { id: 'bot', name: 'Bot' },
  conversation: { id: 'crash' },
  locale: 'en',
};

async function start(data: string, root = process.cwd()): Promise<Started> {
  shareCache(data);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'serve'],
    {
      cwd: root,
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: data },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      log.push(line);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`exit ${String(code)}: ${log.join('\n')}`)));
  });
  return { child, url, log };
}

async function post(url: string, fields: object): Promise<string> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...activity, ...fields }),
  });
  expect(response.status).toBe(200);
  return response.text();
}

const press = (place: string, answer: string): object => ({ value: { cpms: 1, place, answer } });

describe('the server', () => {
  it('goes on in mid-dialog after a SIGKILL, on the same files', async () => {
    const data = mkdtempSync(join(tmpdir(), 'app-'));
    const first = await start(data);
    await post(first.url, { id: '1', text: 'hello' });
    await post(first.url, { id: '2', ...press('start/welcome', 'starting') });
    await post(first.url, { id: '3', ...press('start/has-account', 'no-account') });
    const form = await post(first.url, { id: '4', text: 'done' });
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await start(data);
    expect(await post(second.url, { id: '4', text: 'done' })).toBe(form);
    const where = await post(second.url, { id: '5', text: 'where am i' });
    expect(where).toContain('step 1 of 6');
    expect(await post(second.url, { id: '6', text: 'ok' })).toContain('Enter the code');
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
    rmSync(data, { recursive: true });
  }, 60_000);

  it('finishes the turns under way when it is told to stop', async () => {
    const data = mkdtempSync(join(tmpdir(), 'app-'));
    const { child, url } = await start(data);
    await post(url, { id: 'warm', text: 'hello' });
    const answers = Array.from({ length: 20 }, (_, index) =>
      post(url, {
        id: `s${String(index)}`,
        conversation: { id: `stop${String(index)}` },
        text: 'what is saas',
      }),
    );
    await Promise.race(answers);
    child.kill('SIGTERM');
    const settled = await Promise.allSettled(answers);
    const answered = settled.filter(({ status }) => status === 'fulfilled').length;
    expect(await once(child, 'exit')).toEqual([0, null]);
    const again = await start(data);
    for (const [index, { status }] of settled.entries()) {
      if (status === 'rejected') continue;
      const repeat = await post(again.url, {
        id: `s${String(index)}`,
        conversation: { id: `stop${String(index)}` },
        text: 'what is saas',
      });
      expect(repeat).toBe(await answers[index]);
    }
    expect(answered).toBeGreaterThan(0);
    again.child.kill('SIGTERM');
    await once(again.child, 'exit');
    rmSync(data, { recursive: true });
  }, 60_000);

  it('does not start with broken content, and names every mistake', async () => {
    const root = mkdtempSync(join(tmpdir(), 'broken-'));
    for (const folder of ['dialogs', 'knowledge', 'locales', 'src'])
      cpSync(folder, join(root, folder), { recursive: true });
    for (const file of ['package.json', 'tsconfig.json']) cpSync(file, join(root, file));
    cpSync('node_modules', join(root, 'node_modules'), {
      recursive: true,
      dereference: false,
      filter: () => false,
    });
    const { symlinkSync } = await import('node:fs');
    symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
    const start1 = join(root, 'dialogs/start.yaml');
    writeFileSync(
      start1,
      readFileSync(start1, 'utf8').replace('starting: has-account', 'starting: nowhere-at-all'),
    );
    const words = join(root, 'locales/fr/start.yaml');
    writeFileSync(words, readFileSync(words, 'utf8').replace('ask-away:', 'ask-awry:'));
    const failed = await start(join(root, 'data'), root).then(
      () => 'it started',
      (cause: unknown) => String(cause),
    );
    expect(failed).toContain('exit 65');
    expect(failed).toMatch(/dialogs\/start\.yaml:\d+ +unknown-state/);
    expect(failed).toMatch(/locales\/fr\/start\.yaml:\d+/);
    rmSync(root, { recursive: true });
  }, 60_000);

  it('does not start with settings it cannot use, and names them all', async () => {
    const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
      env: { PATH: process.env['PATH'], PORT: 'x', LOG_LEVEL: 'y' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = await once(child, 'exit');
    expect(code).toBe(78);
    expect(text).toContain('PORT');
    expect(text).toContain('LOG_LEVEL');
  }, 30_000);
});
