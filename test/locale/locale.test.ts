import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import type { Line, Value } from '../../src/locale/line.ts';
import { createLocale } from '../../src/locale/locale.ts';
import type { Speech } from '../../src/locale/speech.ts';

const speech: Speech = {
  languages: ['en', 'de', 'pt-br'],
  forms: { en: 'en-GB', de: 'de-DE', 'pt-br': 'pt-BR' },
  texts: {
    en: {
      common: {
        'language-name': 'English',
        'label-both': '**{{local}}** (English page: **{{original}}**)',
        stage: { account: 'Account' },
        noted: 'Noted: {{facts}}.',
        count: '{{count}} of {{context}}',
      },
      guard: { mask: { phone: 'phone number removed' } },
      walk: {
        click: 'Click {{label.my-account}}, then {{label.open}}.',
        look: 'Look here:\n{{link.list}}\nThen come back.',
        write: 'Write to {{desk}} now.',
        said: '{{it}}',
      },
    },
    de: {
      common: {
        'language-name': 'Deutsch',
        'label-both': '**{{local}}** (englische Seite: **{{original}}**)',
        noted: 'Notiert: {{facts}}.',
      },
      guard: { mask: { phone: 'Telefonnummer entfernt' } },
      walk: {
        click: 'Klicken Sie auf {{label.my-account}}, dann auf {{label.open}}.',
        said: '{{it}}',
      },
    },
    'pt-br': {
      common: { 'language-name': 'Português', 'label-both': '{{local}} {{original}}' },
      walk: { said: '{{it}}' },
    },
  },
  labels: { 'my-account': { en: 'My Account', de: 'Mein Konto' }, open: { en: 'Open' } },
  links: { list: 'https://example.org/list' },
  networks: { alpha: 'Alpha' },
};

const locale = createLocale(speech);

function show(it: Value, language = 'en'): string {
  return locale.render({ key: 'walk:said', values: { it } }, language);
}

describe('a label of a screen', () => {
  it('is bold, as it stands there', () => {
    expect(locale.render({ key: 'walk:click' }, 'en')).toBe('Click **My Account**, then **Open**.');
  });

  it('is given in both languages where a source shows the localised one', () => {
    expect(locale.render({ key: 'walk:click' }, 'de')).toBe(
      'Klicken Sie auf **Mein Konto** (englische Seite: **My Account**), dann auf **Open**.',
    );
  });
});

describe('an address', () => {
  it('stays on its own line', () => {
    expect(locale.render({ key: 'walk:look' }, 'en')).toBe(
      'Look here:\nhttps://example.org/list\nThen come back.',
    );
  });

  it('gets one where the text has it in a sentence', () => {
    const desk: Value = { kind: 'address', text: 'desk@example.org' };
    expect(locale.render({ key: 'walk:write', values: { desk } }, 'en')).toBe(
      'Write to\ndesk@example.org\nnow.',
    );
    expect(show(desk)).toBe('desk@example.org');
  });
});

describe('a value', () => {
  const facts: Value = {
    kind: 'values',
    values: [
      { kind: 'text', text: 'guest' },
      { kind: 'network', id: 'alpha' },
      { kind: 'country', iso: 'IT' },
    ],
  };

  it.each<[string, Value, string, string]>([
    ['number', { kind: 'number', number: 12345.5 }, '12,345.5', '12.345,5'],
    ['network', { kind: 'network', id: 'alpha' }, 'Alpha', 'Alpha'],
    ['network that is gone', { kind: 'network', id: 'gone' }, 'gone', 'gone'],
    ['country', { kind: 'country', iso: 'DE' }, 'Germany', 'Deutschland'],
    ['country that is none', { kind: 'country', iso: 'nowhere' }, 'nowhere', 'nowhere'],
    ['screen', { kind: 'screen', text: 'Alpha - First' }, '**Alpha - First**', '**Alpha - First**'],
    ['day', { kind: 'day', iso: '2026-11-10' }, 'Tuesday 10 November', 'Dienstag, 10. November'],
    ['day that is none', { kind: 'day', iso: 'soon' }, 'soon', 'soon'],
    ['language', { kind: 'language', tag: 'de' }, 'Deutsch', 'Deutsch'],
    ['values', facts, 'guest, Alpha, Italy', 'guest, Alpha, Italien'],
    ['line', { kind: 'line', line: { key: 'common:language-name' } }, 'English', 'Deutsch'],
    [
      'transient',
      { kind: 'transient', text: '+32 123 45', mask: 'phone' },
      '+32 123 45',
      '+32 123 45',
    ],
  ])('of kind %s is written in the way of the language', (_, value, english, german) => {
    expect(show(value, 'en')).toBe(english);
    expect(show(value, 'de')).toBe(german);
  });

  it('of several lines stands in one sentence or one below the other', () => {
    const lines: Line[] = [
      { key: 'common:stage.account' },
      { key: 'common:noted', values: { facts } },
    ];
    expect(show({ kind: 'lines', lines, join: 'comma' })).toBe(
      'Account, Noted: guest, Alpha, Italy.',
    );
    expect(show({ kind: 'lines', lines, join: 'newline' })).toBe(
      'Account\nNoted: guest, Alpha, Italy.',
    );
  });

  it('is not taken for an option of the library by its name', () => {
    const count: Value = { kind: 'number', number: 2 };
    const context: Value = { kind: 'text', text: 'male' };
    expect(locale.render({ key: 'common:count', values: { count, context } }, 'en')).toBe(
      '2 of male',
    );
  });
});

describe('what a person wrote', () => {
  it('is words and nothing else', () => {
    const text = '**now** $t(common:stage.account) {{link.list}}\n# [x](http://example.org)';
    expect(show({ kind: 'text', text })).toBe(
      'now t(common:stage.account) link.list # x(http://example.org)',
    );
  });

  it('shows what was masked by its name in the language of the reader', () => {
    const text = 'call me: ⟦phone⟧, thanks';
    expect(show({ kind: 'text', text }, 'en')).toBe('call me: [phone number removed], thanks');
    expect(show({ kind: 'text', text }, 'de')).toBe('call me: [Telefonnummer entfernt], thanks');
  });

  it('cannot name a mask that is none, or a text that is no mask', () => {
    const text = '⟦nothing⟧ ⟦constructor⟧ ⟦phone';
    expect(show({ kind: 'text', text })).toBe('nothing constructor phone');
  });
});

describe('render', () => {
  it.each([
    'walk:nothing',
    'nothing:walk',
    'common:stage',
    'nothing',
    'common:noted.constructor',
    'a:b:c',
    '',
  ])('refuses the key "%s", which has no words', (key) => {
    expect(() => locale.render({ key }, 'en')).toThrow(
      expect.objectContaining({ code: 'CONTENT_INVALID', facts: { key, language: 'en' } }),
    );
  });

  it('refuses a text with a placeholder that nothing fills', () => {
    expect(() => locale.render({ key: 'walk:write' }, 'en')).toThrow(AppError);
  });

  it('says it in the first language where the language is not spoken any more', () => {
    expect(locale.render({ key: 'common:language-name' }, 'fr')).toBe('English');
  });

  it('does not fall back from one language to another for a single text', () => {
    expect(() => locale.render({ key: 'walk:look' }, 'de')).toThrow(AppError);
  });

  it('speaks a language with a region', () => {
    expect(locale.render({ key: 'common:language-name' }, 'pt-br')).toBe('Português');
    expect(show({ kind: 'number', number: 1234.5 }, 'pt-br')).toBe('1.234,5');
  });
});

describe('renderReply', () => {
  it('gives each line and each button its words, in the language of the reply', () => {
    const rendered = locale.renderReply({
      language: 'de',
      place: 'walk/click',
      lines: [
        { key: 'walk:click' },
        { key: 'common:noted', values: { facts: { kind: 'text', text: 'x' } } },
      ],
      buttons: [
        {
          answer: '@lang:en',
          label: { key: 'walk:said', values: { it: { kind: 'language', tag: 'en' } } },
        },
      ],
    });
    expect(rendered).toEqual({
      lines: [
        'Klicken Sie auf **Mein Konto** (englische Seite: **My Account**), dann auf **Open**.',
        'Notiert: x.',
      ],
      buttons: [{ answer: '@lang:en', label: 'English' }],
    });
  });
});

it('refuses to speak where there is no language', () => {
  const silent = createLocale({ ...speech, languages: [] });
  expect(() => silent.render({ key: 'walk:click' }, 'en')).toThrow(AppError);
});
