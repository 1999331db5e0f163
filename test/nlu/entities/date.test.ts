import { describe, expect, it } from 'vitest';
import { readDate } from '../../../src/nlu/entities/date.ts';
import { hostileTexts } from '../helpdesk-set.ts';

// A Saturday.
const now = new Date('2026-11-21T09:00:00Z');

const read = (language: string, text: string) => {
  const reading = readDate({ text, language, now });
  return reading.ok ? [reading.date, text.slice(reading.start, reading.end)] : reading.reason;
};

describe('readDate', () => {
  it.each([
    ['en', 'I sent it on 10 November', '2026-11-10', 'on 10 November'],
    ['en', 'November 10th', '2026-11-10', 'November 10th'],
    ['en', 'last Tuesday', '2026-11-17', 'last Tuesday'],
    ['en', 'since Monday', '2026-11-16', 'Monday'],
    ['en', 'yesterday', '2026-11-20', 'yesterday'],
    ['en', 'three days ago', '2026-11-18', 'three days ago'],
    ['en', 'today, as a guest', '2026-11-21', 'today'],
    ['en', 'the day before yesterday', '2026-11-19', 'the day before yesterday'],
    ['en', '2026-11-10', '2026-11-10', '2026-11-10'],
    ['fr', "je l'ai envoyé le 10 novembre", '2026-11-10', '10 novembre'],
    ['fr', 'hier', '2026-11-20', 'hier'],
    ['fr', 'il y a une semaine', '2026-11-14', 'il y a une semaine'],
    ['fr', 'mardi dernier', '2026-11-17', 'mardi dernier'],
    ['fr', 'le 10/11', '2026-11-10', '10/11'],
    ['de', 'vor drei Tagen', '2026-11-18', 'vor drei Tagen'],
    ['de', 'gestern', '2026-11-20', 'gestern'],
    ['de', 'vorgestern', '2026-11-19', 'vorgestern'],
    ['de', 'am 10. November', '2026-11-10', 'am 10. November'],
    ['de', 'am 10.11. gesendet', '2026-11-10', '10.11.'],
    ['de', 'am 10.11.2026', '2026-11-10', '10.11.2026'],
    ['pt', 'há uma semana', '2026-11-14', 'há uma semana'],
    ['pt', 'há três dias', '2026-11-18', 'há três dias'],
    ['pt', 'ontem', '2026-11-20', 'ontem'],
    ['pt', 'anteontem', '2026-11-19', 'anteontem'],
    ['pt', 'no dia 10 de novembro', '2026-11-10', '10 de novembro'],
    ['pl', '3 dni temu', '2026-11-18', '3 dni temu'],
  ])('reads in %s %j', (language, text, date, typed) => {
    expect(read(language, text)).toEqual([date, typed]);
  });

  it.each([
    ['10 december', '2025-12-10'],
    ['10 November 2025', '2025-11-10'],
    ['saturday', '2026-11-21'],
    ['sunday', '2026-11-15'],
  ])('takes %j for the last such day', (text, date) => {
    expect(read('en', text)).toEqual([date, text]);
  });

  it.each([
    ['en', 'tomorrow'],
    ['en', 'in 3 days'],
    ['en', '10 November 2027'],
    ['fr', 'demain'],
    ['de', 'morgen'],
    ['pt', 'amanhã'],
  ])('refuses what is to come, in %s %j', (language, text) => {
    expect(read(language, text)).toBe('future');
  });

  it.each([
    '',
    '10',
    'at 5',
    '2.0',
    'cpms 2.0',
    'step 3',
    'I may do it',
    'in May',
    '31 november',
    '2 days',
  ])('finds no date in %j', (text) => {
    expect(read('en', text)).toBe('none');
  });

  it.each([
    ['en', 'I sat there'],
    ['de', 'so geht es'],
    ['pt', 'a segunda vez'],
    ['en', 'open 24/7'],
    ['en', 'step 3/4'],
    ['en', 'now it works'],
    ['fr', 'maintenant'],
    ['de', 'jetzt'],
    ['pt', 'agora'],
    ['en', 'after step 3 may I continue'],
    ['en', '10.11.12.13'],
  ])('takes no other words for a day, in %s %j', (language, text) => {
    expect(read(language, text)).toBe('none');
  });

  it.each([
    ['en', 'next Tuesday'],
    ['fr', 'mardi prochain'],
    ['de', 'nächsten Dienstag'],
  ])('refuses a weekday that is ahead, in %s %j', (language, text) => {
    expect(read(language, text)).toBe('future');
  });

  it.each([
    ['fr', 'avant-hier', '2026-11-19'],
    ['it', "l'altro ieri", '2026-11-19'],
    ['es', 'anteayer', '2026-11-19'],
    ['hu', 'tegnapelőtt', '2026-11-19'],
    ['pt', 'semana passada', '2026-11-14'],
    ['sv', 'för tre dagar sedan', '2026-11-18'],
    ['pl', 'dwa tygodnie temu', '2026-11-07'],
    ['pl', 'wniosek wysłany 10 listopada', '2026-11-10'],
    ['pl', '3 grudnia 2025', '2025-12-03'],
    ['pl', '30 grudnia', '2025-12-30'],
    ['pl', 'w zeszły wtorek', '2026-11-17'],
    ['pl', 'w środę', '2026-11-18'],
    ['pl', '3 maja', '2026-05-03'],
  ])('knows the words of %s for days gone by: %j', (language, text, date) => {
    expect(read(language, text)[0]).toBe(date);
  });

  it('tries English in a text of another language', () => {
    expect(read('de', 'sent on 10 November')).toEqual(['2026-11-10', 'on 10 November']);
  });

  it.each(['', 'xx', 'xx-!', 'constructor', 'de-AT'])('reads with the tag %j', (language) => {
    expect(read(language, '2026-11-10')[0]).toBe('2026-11-10');
  });

  it.each(hostileTexts.map((text) => [text.slice(0, 20), text]))('survives "%s"', (_, text) => {
    expect(() => readDate({ text, language: 'en', now })).not.toThrow();
  });
});
