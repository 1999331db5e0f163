import { describe, expect, it } from 'vitest';
import { saidByWidget } from '../../src/content/said-by-widget.ts';
import { demoPage } from '../../src/demo/demo-page.ts';

const hostile = `"><script>alert('x')</script>&`;

const parts = {
  language: 'de',
  languages: [
    { tag: 'en', name: 'English' },
    { tag: 'de', name: 'Deutsch' },
  ],
  say: (key: string) => `words of ${key}`,
  networks: [
    { id: 'alpha', name: 'Alpha' },
    { id: 'beta', name: 'Beta' },
  ],
  network: 'alpha',
  origin: 'https://bot.example',
};

describe('the demonstration page', () => {
  it('is in the language of its visitor and has one first heading', () => {
    const page = demoPage(parts);
    expect(page).toContain('<html lang="de">');
    expect(page.match(/<h1>/g)).toHaveLength(1);
  });

  it('carries the widget by one tag, and shows that tag to be pasted', () => {
    const page = demoPage(parts);
    const tags = page.match(/<script[^>]*>/g);
    expect(tags).toEqual([
      '<script src="/widget.js" data-network="alpha" data-language="de" async>',
    ]);
    expect(page).toContain(
      '&lt;script src=&quot;https://bot.example/widget.js&quot; data-network=&quot;alpha&quot;',
    );
    expect(page).toContain('data-accent=&quot;#0b4f9e&quot; data-position=&quot;right&quot; async');
  });

  it('plays no network that does not exist', () => {
    const page = demoPage({ ...parts, network: hostile });
    expect(page).not.toContain('data-network=');
    expect(page).not.toContain('alert');
  });

  it('keeps hostile values inert wherever they stand', () => {
    const page = demoPage({
      ...parts,
      language: hostile,
      say: () => hostile,
      networks: [{ id: hostile, name: hostile }],
      network: hostile,
      origin: `https://${hostile}`,
    });
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain("alert('x')<");
  });

  it('says each of the words that every language has to have for it, and no other', () => {
    const said = new Set<string>();
    const say = (key: string): string => {
      said.add(`demo:${key}`);
      return key;
    };
    demoPage({ ...parts, say });
    // The network that is played stands where the brand stood.
    demoPage({ ...parts, say, network: null });
    const listed = Object.keys(saidByWidget).filter((key) => key.startsWith('demo:'));
    expect([...said].sort()).toEqual(listed.sort());
  });

  it('needs no policy that allows what stands in a page', () => {
    expect(demoPage(parts)).not.toMatch(/<style| style=| on\w+="|javascript:/);
  });
});
