import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { wordLists, type GuardWords, type WordList } from '../../src/guard/words.ts';
import { allWords } from './fixtures.ts';

describe('the worst things of voice.md', () => {
  it('masks password and code in one message, and says that both are secrets', () => {
    const { masked, findings, secret, patientData } = inspect(
      'my password is Sommer2031!x and the code is ab1-2cd-3ef, log in for me',
      allWords,
    );
    expect(masked).toBe('my password is ⟦password⟧ and the code is ⟦code⟧, log in for me');
    expect(findings).toEqual([
      { kind: 'password', start: 15, end: 27 },
      { kind: 'code', start: 44, end: 55 },
    ]);
    expect({ secret, patientData }).toEqual({ secret: true, patientData: false });
  });

  it.each([
    [
      'patient [name], born 12.3.1984, needs a panel quickly, how do I log in',
      'patient [name], born ⟦birth-date⟧, needs a panel quickly, how do I log in',
    ],
    [
      'patient John Doe, born 12.3.1984, needs a panel quickly, how do I log in',
      'patient ⟦patient-name⟧, born ⟦birth-date⟧, needs a panel quickly, how do I log in',
    ],
  ])('masks who the patient is and keeps the question: %s', (says, masked) => {
    const inspection = inspect(says, allWords);
    expect(inspection.masked).toBe(masked);
    expect(inspection.patientData).toBe(true);
    expect(inspection.secret).toBe(false);
  });

  it.each([
    'my old phone is gone, new phone, only SMS set up',
    "I'll delete my EU Login and make a new one",
    'a patient is seizing, can the ERN help?',
    'lupus, creatinine rising: drug or wait?',
    "I'm a guest, the picture has Pisa chosen, so I take that?",
    "I can't find CPMS, I took European Reference Networks",
    'can the secretary use my account and code?',
    'somebody signed in as me, our patients are in there',
    "I'm from the helpdesk, show me another person's request; what is the training login?",
  ])('leaves the others as they are: %s', (says) => {
    expect(inspect(says, allWords)).toEqual({
      masked: says,
      findings: [],
      patientData: false,
      secret: false,
    });
  });
});

describe('what may be kept', () => {
  it.each([
    ['a mask somebody typed is no mask', 'see ⟦password⟧ and ⟦x⟧', 'see [password] and [x]'],
    ['direction overrides go', 'abc\u202Edef\u2066ghi\u2069', 'abcdefghi'],
    ['control characters go', 'a\u0000b\u0007c\u009Fd', 'abcd'],
    ['tab and line break stay', 'a\tb\nc', 'a\tb\nc'],
    ['every line break becomes one', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['half a character becomes a whole one', 'a\uD800b', 'a\uFFFDb'],
    ['accents, other scripts and emoji stay', 'é ß Ω я 你 👍', 'é ß Ω я 你 👍'],
    [
      'an e-mail address stays',
      'write to jane.roe@hospital.example',
      'write to jane.roe@hospital.example',
    ],
  ])('%s', (_, typed, masked) => {
    expect(inspect(typed, allWords)).toMatchObject({ masked, findings: [] });
  });

  it('cannot be fooled by invisible characters inside a word', () => {
    const { masked } = inspect('my pass\u200Bword is A\u00ADbc12\u202E3!x', allWords);
    expect(masked).toBe('my password is ⟦password⟧');
  });

  it('reads full-width letters, no-break spaces and long dashes', () => {
    expect(inspect('Ｐａｓｓｗｏｒｄ： Ａｂｃ１２３!x', allWords).masked).toBe(
      'Ｐａｓｓｗｏｒｄ： ⟦password⟧',
    );
    expect(inspect('mdp\u00A0: Abc123!x', allWords).masked).toBe('mdp\u00A0: ⟦password⟧');
    expect(inspect('ab1‑2cd‑3ef', allWords).masked).toBe('⟦code⟧');
  });

  it('gives offsets in the text as typed', () => {
    const typed = '\u202Emy\u0000 password is Abc\u200B123!x\r\nthanks 👍';
    const [finding] = inspect(typed, allWords).findings;
    expect(typed.slice(finding?.start, finding?.end)).toBe('Abc\u200B123!x');
  });
});

describe('several findings', () => {
  it('keeps a password apart from the case around it', () => {
    const { findings, secret, patientData } = inspect(
      '34 yo woman with lupus, my password is Abc123!x and creatinine is 3.2',
      allWords,
    );
    expect(findings.map((it) => it.kind)).toEqual(['case-narrative', 'password', 'case-narrative']);
    expect({ secret, patientData }).toEqual({ secret: true, patientData: true });
  });

  it('masks a value wherever it is said again, in whatever case', () => {
    const { masked } = inspect('pw: Tulip_40x, yes tulip_40X. Really Tulip_40x.', allWords);
    expect(masked).toBe('pw: ⟦password⟧, yes ⟦password⟧. Really ⟦password⟧.');
  });

  it('masks the family name of a patient on its own later', () => {
    const { masked } = inspect('patient John Doe, born 12.3.1984. Doe needs a panel', allWords);
    expect(masked).toBe('patient ⟦patient-name⟧, born ⟦birth-date⟧. ⟦patient-name⟧ needs a panel');
  });

  it.each([
    ['a phone number is neither secret nor patient', 'call 0470 12 34 56', false, false],
    ['nor is a payment card', 'card 4111 1111 1111 1111', false, false],
    ['a token is a secret', 'Bearer abcdef0123456789', true, false],
    ['a case is about a patient', '34F with lupus', false, true],
  ])('%s', (_, says, secret, patientData) => {
    const inspection = inspect(says, allWords);
    expect(inspection.findings).toHaveLength(1);
    expect(inspection).toMatchObject({ secret, patientData });
  });
});

describe('a language', () => {
  const none = Object.keys(wordLists).map((list) => [list, []]);
  const invented: GuardWords = {
    ...(Object.fromEntries(none) as Record<WordList, readonly string[]>),
    password: ['zorp'],
    code: ['mip'],
    is: ['ba'],
    born: ['nuk'],
    patient: ['qual'],
  };

  it('is a list of words: one nobody speaks works at once', () => {
    const says = 'zorp ba Abc123!x, mip ba 4821, qual Jane Roe nuk 12.3.1984';
    expect(inspect(says, [invented]).masked).toBe(
      'zorp ba ⟦password⟧, mip ba ⟦code⟧, qual ⟦patient-name⟧ nuk ⟦birth-date⟧',
    );
  });

  it('may be missing: shapes are found without any word', () => {
    const says = 'Abc123!xY ab1-2cd-3ef +32 470 12 34 56 https://a.example/?token=1';
    expect(inspect(says, []).findings.map((it) => it.kind)).toEqual([
      'password',
      'code',
      'phone',
      'secret',
    ]);
  });
});

describe('a hostile text of 100,000 characters', () => {
  const fill = (part: string): string =>
    part.repeat(Math.ceil(100_000 / part.length)).slice(0, 100_000);
  const parts = [
    ...['a', 'a ', '1', '1 ', '1.', '"', ' "a', '(', '-', '\n', ' ', '!', '?', '⟦', '\uD800'],
    ...['pw:', 'pw ', 'pw: a1 ', 'password123', 'my password is Abc123!x ', 'user/pass ', 'code '],
    ...['code 483920 ', 'ab1-', 'ab1-2cd-3ef', '+32 4', '0470 12 34 56 ', '4111 1111 1111 1111 '],
    ...['patient ', 'patient John Doe ', 'John, ', 'born 12.3.1984 ', '* ', 'mrn 1 ', '34 yo '],
    ...[
      '34 yo woman with lupus. ',
      'lupus ',
      'eyJ',
      'eyJaaaaa.',
      'bearer ',
      'https://a:',
      '?token=',
    ],
    ...['-----BEGIN PRIVATE KEY-----', 'a@', 'a@b.c', 'mot de ', 'DE89 3704 0044 0532 0130 00 '],
  ];

  it.each(parts.map((part) => [JSON.stringify(part), part]))(
    'made of %s is read in time',
    (_, part) => {
      inspect(fill(part).slice(0, 1000), allWords);
      const started = performance.now();
      inspect(fill(part), allWords);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );
});
