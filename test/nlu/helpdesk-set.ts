import type { Example, TrainingSet } from '../../src/nlu/training-set.ts';

/** A helpdesk in two languages, small enough to train in a moment and real enough to be matched. */
const questions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    'forgot-password': [
      'i forgot my password',
      'how do i reset my password',
      'password lost, what now',
      'cannot remember the password any more',
      'new password please, the old one is gone',
      'my password does not come back to mind',
      'reset the lost password of my account',
      'where do i click when i have forgotten my password',
    ],
    'sms-not-received': [
      'the sms does not arrive',
      'no text message with the code',
      'i am waiting for the sms code',
      'my phone gets no code by sms',
      'sms code never came',
      'text message with the code is missing',
      'still no sms on my mobile',
      'they said a code comes by text, nothing comes',
    ],
    'approval-time': [
      'how long does approval take',
      'when will my request be approved',
      'i am still waiting for approval',
      'approval takes many days',
      'days since i sent the request, no approval',
      'how many days until the request is accepted',
      'is there a usual time for approving a request',
      'waiting time for the approval of access',
    ],
    'choose-role': [
      'which role do i pick',
      'what does the access profile mean',
      'role for a nurse',
      'which profile should a doctor tick',
      'list of roles explained',
      'do i choose coordinator or panel manager',
      'right access profile for me',
      'i ticked the wrong role in the list',
    ],
    'delete-account': [
      'delete my account',
      'how can i close the account',
      'remove my account and all data',
      'i want my account deleted',
      'close this account for good',
      'erase the account please',
      'account is not needed any more, delete it',
      'where is the button that deletes the account',
    ],
    'oos-weather': [
      'what is the weather like',
      'will it rain tomorrow',
      'is it sunny in paris',
      'weather forecast for the weekend',
      'how warm is it outside',
      'do i need an umbrella today',
      'snow in the mountains?',
      'tell me about the storm on sunday',
    ],
  },
  de: {
    'forgot-password': [
      'passwort vergessen',
      'ich habe mein passwort vergessen',
      'wie setze ich das passwort zurück',
      'neues passwort anfordern, altes verloren',
      'kennwort weg, was nun',
      'mein passwort fällt mir nicht mehr ein',
      'passwort des kontos zurücksetzen',
      'wo klicke ich, wenn ich das kennwort verloren habe',
    ],
    'sms-not-received': [
      'sms kommt nicht an',
      'keine sms mit dem code',
      'ich warte auf den code per sms',
      'mein handy bekommt keinen code',
      'der code per sms ist nie gekommen',
      'kurznachricht mit dem code fehlt',
      'immer noch keine sms auf dem handy',
      'es sollte ein code kommen, es kommt nichts',
    ],
    'approval-time': [
      'wie lange dauert die freigabe',
      'wann wird mein antrag genehmigt',
      'ich warte noch auf die genehmigung',
      'die freigabe dauert viele tage',
      'seit tagen kein bescheid über den antrag',
      'wie viele tage bis der antrag angenommen ist',
      'gibt es eine übliche dauer für die genehmigung',
      'wartezeit bis zur freigabe des zugangs',
    ],
    'choose-role': [
      'welche rolle wähle ich',
      'was bedeutet das zugriffsprofil',
      'rolle für pflegekräfte',
      'welches profil kreuzt ein arzt an',
      'liste der rollen erklärt',
      'koordinator oder panel manager wählen',
      'das richtige profil für mich',
      'ich habe die falsche rolle angekreuzt',
    ],
    'delete-account': [
      'konto löschen',
      'wie schließe ich mein konto',
      'entfernen sie mein konto und alle daten',
      'ich will dass mein konto gelöscht wird',
      'konto endgültig schließen',
      'bitte das benutzerkonto löschen',
      'konto nicht mehr nötig, weg damit',
      'wo ist der knopf zum löschen des kontos',
    ],
    'oos-weather': [
      'wie ist das wetter',
      'regnet es morgen',
      'scheint in paris die sonne',
      'wettervorhersage fürs wochenende',
      'wie warm ist es draußen',
      'brauche ich heute einen schirm',
      'schnee in den bergen?',
      'erzähl mir vom sturm am sonntag',
    ],
  },
};

const titles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { 'forgot-password': 'Forgotten password', 'choose-role': 'Which role to choose' },
  de: { 'forgot-password': 'Passwort vergessen', 'choose-role': 'Welche Rolle' },
};

function examplesOf(language: string, kind: Example['kind']): Example[] {
  const texts = kind === 'question' ? questions[language] : titles[language];
  return Object.entries(texts ?? {}).flatMap(([intent, of]) =>
    [of].flat().map((text) => ({ text, intent, language, kind })),
  );
}

/** The set: five intents and one out of scope, eight questions each in each language. */
export const helpdeskSet: TrainingSet = {
  examples: ['en', 'de'].flatMap((tag) => [
    ...examplesOf(tag, 'title'),
    ...examplesOf(tag, 'question'),
  ]),
  synonyms: {
    en: [
      ['phone', 'mobile', 'cell phone'],
      ['password', 'pw', 'passcode'],
    ],
    de: [
      ['handy', 'mobiltelefon', 'phone'],
      ['passwort', 'kennwort', 'password'],
    ],
  },
  parallel: [
    { en: 'The password is lost.', de: 'Das Passwort ist verloren.' },
    { en: 'The request is waiting.', de: 'Der Antrag wartet.' },
  ],
};

/** The intents of the set that only refuse. */
export const outOfScope: readonly string[] = ['oos-weather'];

/** Texts that try a matcher's nerves; none of them may make it throw. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '👍',
  '👩‍⚕️👨‍⚕️🏥',
  '\u0000\u0007\u001b[31m\u202e',
  '\ud800',
  'a\ud83d',
  '???!!!',
  'نسيت كلمة المرور',
  'שכחתי את הסיסמה',
  '忘记密码了怎么办',
  'パスワードを忘れました',
  'ลืมรหัสผ่าน',
  'password пароль 密码 passwort',
  '____constructor__ __proto__ toString hasOwnProperty',
  'x'.repeat(100_000),
  'password '.repeat(12_000),
  '1234567890 '.repeat(50),
  'é̀̂̃'.repeat(500),
  '\n\n\n. . . ; ; ;',
];
