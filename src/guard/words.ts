/**
 * The word lists of `locales/<tag>/guard-words.yaml` and what each is for.
 *
 * A language is a file with these lists and nothing else: the code knows shapes (digits, capitals,
 * hyphens) and never a word. Case does not matter; accents matter in words of one or two letters
 * only. A phrase may be hyphenated or apostrophised freely ("year old" also reads "year-old"). A closing full stop
 * demands one in the text ("m." is a title, "m" is not). An empty list is allowed, a missing one not.
 */
export const wordLists = {
  password: 'names a password: what follows may be one',
  passwordLabels: 'names a password only right before a colon or an equals sign ("pass:")',
  credentials: 'names user name and password together',
  accounts: 'names the other half of a login: user, login, e-mail',
  code: 'names a one-time code or a PIN',
  codeSources: 'names where codes come from, so that a number of code length is one: sms, app',
  notSecrets: 'holds such a word, or stands before a number, and means something else: postal code',
  is: 'joins a name to its value: is, reads',
  as: 'joins a value to its name: used X as password',
  and: 'joins two things',
  mine: 'possessives of the writer: my, our',
  fillers: 'articles and adverbs that may stand between a name and its value',
  states: 'says how a password or code fares or must be, so no value follows: wrong, must, not',
  stateEndings: 'endings of such words: -ed',
  units: 'after a number, makes it an amount: characters, minutes',
  harmless: 'looks like a secret or a name and is neither: 0000, CPMS2, product names',
  patient: 'names one patient; a plural is no patient',
  onePatient:
    'names one patient so plainly that a single capital after it starts a name; leave out where nouns have capitals',
  notPatients: 'holds such a word and means something else: patient consent',
  persons: 'names one person by sex or age: woman, boy',
  sexes: 'single letters that give the sex after an age: F, M',
  named: 'leads from a patient to a name: called, name is',
  nameLabels: 'label of a name field, right before a colon or a name',
  titles: 'before the name of anybody: Mrs',
  doctors: 'before the name of a colleague: Dr',
  self: 'says that the name that follows is the writer’s own',
  particles: 'small words inside names: van, da',
  notNames: 'often capitalised after a patient word, and no name: Summary',
  born: 'says that the date beside it is a date of birth',
  months: 'names of months, short and long',
  identifier: 'names a number that identifies a patient',
  ageForms: 'after a number, makes it an age: years old; also as an ending',
  ageUnits: 'after a number, makes it an age only beside a lead or a person: years',
  ageLeads: 'before number and unit, makes them an age: of, with',
  ages: 'before a bare number, makes it an age: aged',
  notAges:
    'next to number and unit, or a whole word, shows that it is no patient’s age: experience',
  clinical: 'findings, diagnoses, treatments',
  clinicalEndings: 'endings of such words: -itis',
  measures: 'units of laboratory values and doses',
  phone: 'names a telephone number',
} as const satisfies Readonly<Record<string, string>>;

/** Name of one list of words. */
export type WordList = keyof typeof wordLists;

/** The words of one language. All languages are tried at once: people mix them. */
export type GuardWords = Readonly<Record<WordList, readonly string[]>>;
