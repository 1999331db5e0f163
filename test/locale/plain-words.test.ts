import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords } from '../../src/locale/plain-words.ts';

describe('plainWords', () => {
  it.each([
    ['an ordinary sentence, with 2 commas (and brackets).', undefined],
    ['+32 123 45 67 89', undefined],
    ['a_file_name.pdf and name@example.org', undefined],
    ['Zoë l’Évêque – 100 % Çà', undefined],
    ['-5 °C', undefined],
    ['**bold** and _it_ and `code`', 'bold and it and code'],
    ['[link](http://example.org)', 'link(http://example.org)'],
    ['<b>html</b>', 'bhtml/b'],
    ['# heading', 'heading'],
    ['> quote', 'quote'],
    ['- item', 'item'],
    ['1. item', 'item'],
    ['| a | b |', 'a b'],
    ['two\nlines\tand\u0000more', 'two lines and more'],
    ['$t(common:more) {{label.open}}', 't(common:more) label.open'],
    ['turned\u202Eround\u200B', 'turnedround'],
    ['\uE000fake\uE000', 'fake'],
  ])('makes %j plain', (text, plain) => {
    expect(plainWords(text)).toBe(plain ?? text);
  });

  it('leaves nothing that draws, whatever is typed, and changes nothing the second time', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(...Array.from('ab _*`~|<>[]{}\\#-+1.=$t(\n\u202E\uE000')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        const plain = plainWords(text);
        expect(plainWords(plain)).toBe(plain);
        expect(plain).not.toMatch(/[*`~|<>[\]{}\\\n\p{Cc}\p{Cf}\p{Co}]|\$t\(|^[#>]/u);
      }),
    );
  });
});
