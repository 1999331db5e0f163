import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { allWords } from './fixtures.ts';

describe('a sign of birth', () => {
  it.each([
    ['mevr Voorbeeld °03/11/1971 toevoegen', 'mevr ⟦patient-name⟧ °⟦birth-date⟧ toevoegen'],
    ['Jan Voorbeeld (° 12.3.2019) bespreken', '⟦patient-name⟧ (° ⟦birth-date⟧) bespreken'],
    ['Hans Muster *03.11.2019 ins Panel', '⟦patient-name⟧ *⟦birth-date⟧ ins Panel'],
  ])('stands before a date in "%s"', (says, masked) => {
    expect(inspect(says, allWords).masked).toBe(masked);
  });

  it.each([
    'demande n° 4521 du 12/11/2026',
    'aanvraag nr° 5 van 12/11/2026',
    'in de kamer is het 38° sinds 03/11/2026',
    '* 03.11.2026 Antrag gestellt',
  ])('is none in "%s"', (says) => {
    expect(inspect(says, allWords).masked).toBe(says);
  });
});
