import { expect, it } from 'vitest';
import { redact } from '../../src/observe/redact.ts';

it.each([
  ['text', 'hello'],
  ['Authorization', 'anything'],
  ['serviceUrl', 'https://channel.test'],
  ['channelData', { tenant: 'x' }],
  ['about', 'write to ana.silva@hospital.pt'],
  ['about', 'Bearer sesame'],
  ['about', 'eyJhbGciOiJSUzI1NiJ9.e30.x'],
  ['about', 'https://user:secret@host.test/'],
  ['about', 'https://host.test/?a=1&token=sesame'],
  ['conversation', '19:meeting@thread.tacv2'],
])('%s: %s is not shown', (name, value) => {
  expect(redact({ [name]: value })).toEqual({ [name]: '[redacted]' });
});

it.each([
  ['about', '@article:approval-time'],
  ['about', 'guest member'],
  ['at', ['step (file:///work/node_modules/@scope/a.b/index.js:1:2)']],
  ['url', 'http://127.0.0.1:3978'],
  ['door', 'POST /api/messages'],
  ['status', 503],
  ['able', false],
  ['status', null],
])('%s: %s is shown', (name, value) => {
  expect(redact({ [name]: value })).toEqual({ [name]: value });
});

it('looks into lists and objects', () => {
  expect(redact({ a: [{ name: 'Ana', b: { mail: 'x', c: 1 } }] })).toEqual({
    a: [{ name: '[redacted]', b: { mail: '[redacted]', c: 1 } }],
  });
});

it('cuts prose short', () => {
  const { about } = redact({ about: 'x'.repeat(1_000) });
  expect(about).toBe(`${'x'.repeat(300)}…`);
});
