import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBundles, readBundles } from '../../src/bundles.ts';

const root = join(import.meta.dirname, '../..');
const out = mkdtempSync(join(tmpdir(), 'bundles-'));
const manifest = join(out, 'manifest.json');

beforeAll(() => ensureBundles(root, out));
afterAll(() => rmSync(out, { recursive: true }));

describe('the bundles', () => {
  const sizeOf = (wanted: RegExp): number =>
    [...readBundles(root, out)]
      .filter(([name]) => wanted.test(name))
      .reduce((sum, [, { gzip }]) => sum + gzip.length, 0);

  it('are a launcher and the chat that it loads', () => {
    const bundles = readBundles(root, out);
    const chat = [...bundles.keys()].find((name) => /^chat-[0-9a-f]{10}\.js$/.test(name)) ?? '-';
    expect(bundles.size).toBe(2);
    expect(bundles.get('widget.js')?.bytes.toString()).toContain(chat);
    expect(bundles.get(chat)?.type).toContain('javascript');
  });

  it('are small enough for a hospital network', () => {
    const words = gzipSync(readFileSync(join(root, 'locales/de/widget.yaml'))).length;
    expect(sizeOf(/^widget\.js$/)).toBeLessThanOrEqual(3_000);
    expect(sizeOf(/./) + words).toBeLessThanOrEqual(30_000);
  });

  it('make no page from text and run no text as code', () => {
    for (const { bytes } of readBundles(root, out).values()) {
      expect(bytes.toString()).not.toMatch(
        /\beval\(|new Function|document\.write|insertAdjacentHTML/,
      );
    }
  });

  it('are built again only when something changed', async () => {
    const before = statSync(manifest).mtimeMs;
    await ensureBundles(root, out);
    expect(statSync(manifest).mtimeMs).toBe(before);
    const { hash, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(manifest, JSON.stringify({ ...rest, hash: 'old' }));
    await ensureBundles(root, out);
    expect(JSON.parse(readFileSync(manifest, 'utf8')).hash).toBe(hash);
  });
});
