import { describe, expect, it } from 'vitest';
import { lexiconOf } from '../../src/guard/lexicon.ts';
import { nameAt, nameUpTo } from '../../src/guard/names.ts';
import { cutPieces } from '../../src/guard/pieces.ts';
import { allWords } from './fixtures.ts';

function pieces(text: string): ReturnType<typeof cutPieces> {
  return cutPieces(text, lexiconOf(allWords));
}

function readAt(text: string): string | undefined {
  const cut = pieces(text);
  const name = nameAt(cut, 0);
  return name && text.slice(cut[name.span.from]?.start, cut[name.span.to - 1]?.end);
}

describe('nameAt', () => {
  it.each([
    ['Jane Roe needs', 'Jane Roe'],
    ['Roe, Jane, born', 'Roe, Jane'],
    ['Mrs Roe is', 'Roe'],
    ['Frau Dr. Muster hat', 'Muster'],
    ['Mme de la Tour est', 'Tour'],
    ['João da Silva foi', 'João da Silva'],
    ['Anne-Marie O’Brien is'.replace('’', "'"), "Anne-Marie O'Brien"],
    ['Maria S. espera', 'Maria S.'],
    ['J.D. was', 'J.D.'],
    ['mrs roe is', 'roe'],
    ['John May was', 'John May'],
  ])('reads the name in "%s"', (text, name) => {
    expect(readAt(text)).toBe(name);
  });

  it.each(['needs a panel', 'Summary page', 'I need', 'CPMS Login', '12.3.1984', 'Panel öffnen'])(
    'reads none in "%s"',
    (text) => {
      expect(readAt(text)).toBeUndefined();
    },
  );
});

describe('nameUpTo', () => {
  it('reads backwards and stops at the first word that is no name', () => {
    const text = 'the panel of Jane de Roe';
    const cut = pieces(text);
    const name = nameUpTo(cut, cut.length);
    expect(text.slice(cut[name?.span.from ?? 0]?.start)).toBe('Jane de Roe');
  });

  it('leaves the writer’s own name', () => {
    const cut = pieces('my name is Jane Roe');
    expect(nameUpTo(cut, cut.length)).toBeUndefined();
  });
});
