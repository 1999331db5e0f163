import { describe, expect, it } from 'vitest';
import { accentTexts } from '../../src/web/widget/accent-text.ts';
import { accentOf, contrast, ownAccent, readColor, textOn } from '../../src/web/widget/color.ts';
import { closestTag, readOptions } from '../../src/web/widget/options.ts';

describe('an accent', () => {
  it('is a colour of three or six digits, or our own', () => {
    expect(readColor('#0AF')).toEqual([0, 170, 255]);
    for (const it of ['red', '#12', '#1234567', 'url(x)', '#00f;x:y', '']) {
      expect(accentOf(it)).toEqual(ownAccent);
    }
  });

  it.each(['#000', '#fff', '#ffcc00', '#0b4f9e', '#777', '#00ff00', '#767676'])(
    'gives text that can be read: %s',
    (color) => {
      const fill = accentOf(color);
      const { onLight, onDark } = accentTexts(fill);
      expect(contrast(textOn(fill), fill)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onLight, [228, 236, 245])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onDark, [44, 54, 68])).toBeGreaterThanOrEqual(4.5);
    },
  );
});

describe('the attributes of the script tag', () => {
  it('are read', () => {
    const attributes = {
      network: 'reconnet',
      language: 'pt-BR',
      position: 'left',
      greeting: 'false',
    };
    expect(readOptions('https://bot.test/widget.js?x', attributes, ['de'])).toEqual({
      origin: 'https://bot.test',
      network: 'reconnet',
      language: 'pt-BR',
      accent: null,
      side: 'left',
      greeting: false,
    });
  });

  it('give way to what page and browser say where they are missing or nonsense', () => {
    const options = readOptions('https://bot.test/', { language: '<x>', network: 'a b' }, [
      '',
      'de',
    ]);
    expect(options).toMatchObject({ language: 'de', network: null, side: 'right', greeting: true });
  });

  it('lead to the closest language', () => {
    expect(closestTag(['en', 'pt'], 'pt-BR')).toBe('pt');
    expect(closestTag(['en', 'pt'], 'el')).toBe('en');
  });
});
