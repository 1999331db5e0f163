import { describe, expect, it } from 'vitest';
import { linkTo, readMarkdown } from '../../src/web/widget/markdown.ts';

const text = (it: string): object => ({ kind: 'text', text: it });

describe('markdown', () => {
  it('knows bold, code, links and line breaks', () => {
    expect(readMarkdown('a **b c** `d`\n[e](https://x.test/?a=b)')).toEqual([
      text('a '),
      { kind: 'bold', spans: [text('b c')] },
      text(' '),
      { kind: 'code', text: 'd' },
      { kind: 'break' },
      { kind: 'link', href: 'https://x.test/?a=b', spans: [text('e')] },
    ]);
  });

  it('leaves HTML the text that it is', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    expect(readMarkdown(hostile)).toEqual([text(hostile)]);
  });

  it.each([
    'javascript:alert`1`',
    'JavaScript:alert`1`',
    'data:text/html,x',
    '//x.test',
    'vbscript:x',
  ])('makes no link to %s', (href) => {
    const spans = readMarkdown(`[a](${href})`);
    expect(JSON.stringify(spans)).not.toContain('"link"');
    expect(linkTo(href)).toBeNull();
  });

  it('takes the meaning from a mark after a backslash', () => {
    expect(readMarkdown('\\*\\*a\\*\\*')).toEqual([text('**a**')]);
  });

  it('leaves marks that belong to nothing', () => {
    for (const it of ['2 ** 3', '**', '`', '[a]', '[a] (b)']) {
      expect(readMarkdown(it)).toEqual([text(it)]);
    }
  });

  it('reads a long text of nothing but marks in no time', () => {
    const start = performance.now();
    readMarkdown('**a'.repeat(5_000) + '[('.repeat(5_000));
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('links web and mail addresses that stand alone', () => {
    expect(linkTo('https://webgate.ec.europa.eu/cas')).toBe('https://webgate.ec.europa.eu/cas');
    expect(linkTo('help@ern.test')).toBe('mailto:help@ern.test');
    expect(linkTo('cpms.ern-net.eu/login')).toBe('https://cpms.ern-net.eu/login');
    expect(linkTo('no address')).toBeNull();
  });
});
