import { describe, expect, it } from 'vitest';
import { chooseLanguage, detectLanguage } from '../../src/nlu/language.ts';
import type { Ranking } from '../../src/nlu/ranking.ts';

const supported = ['en', 'fr', 'de', 'pt'];

/** What the matcher makes of a text, by hand. */
function ranking(language: string | null, coverage: number): Ranking {
  return { language, coverage, candidates: [] };
}

const unknown = ranking(null, 0);

const ours: Readonly<Record<string, readonly string[]>> = {
  en: [
    'how do I get access',
    'I forgot my password',
    'the code does not arrive',
    'where is the request form',
    'my account is locked',
    'I cannot log in anymore',
    'who approves my request',
    'I changed my phone number',
    'which network should I choose',
    'how long does approval take',
    'the page shows an error',
    'I never got the email',
    'can I invite a colleague',
    'what should I enter here',
    'I need help with EU Login',
    'CPMS says access denied',
    'my SMS code is wrong',
    'how do I join ERN ReCONNET',
    'please send me the link',
    'it still does not work',
    'I work at a hospital in Lisbon',
    'thank you, that worked',
    'the app is not installed',
    'I want to speak to someone',
    'write to me at ana@hospital.pt please',
  ],
  fr: [
    "comment obtenir l'accès",
    "j'ai oublié mon mot de passe",
    "le code n'arrive pas",
    'où est le formulaire de demande',
    'mon compte est bloqué',
    'je ne peux plus me connecter',
    'qui approuve ma demande',
    "j'ai changé de numéro de téléphone",
    'quel réseau dois-je choisir',
    "combien de temps prend l'approbation",
    'la page affiche une erreur',
    "je n'ai jamais reçu le mail",
    'puis-je inviter un collègue',
    'que dois-je saisir ici',
    "j'ai besoin d'aide avec EU Login",
    "CPMS me refuse l'accès",
    'mon code SMS est faux',
    'comment rejoindre ERN ReCONNET',
    "envoyez-moi le lien s'il vous plaît",
    'cela ne marche toujours pas',
    'je travaille dans un hôpital à Lyon',
    'merci, cela a fonctionné',
    "l'application n'est pas installée",
    'je veux parler à quelqu’un',
    'écrivez-moi à ana@hospital.pt merci',
  ],
  de: [
    'wie bekomme ich Zugang',
    'ich habe mein Passwort vergessen',
    'der Code kommt nicht an',
    'wo ist das Antragsformular',
    'mein Konto ist gesperrt',
    'ich kann mich nicht mehr anmelden',
    'wer genehmigt meinen Antrag',
    'ich habe eine neue Telefonnummer',
    'welches Netzwerk soll ich wählen',
    'wie lange dauert die Freigabe',
    'die Seite zeigt einen Fehler',
    'ich habe die Mail nie bekommen',
    'kann ich einen Kollegen einladen',
    'was muss ich hier eintragen',
    'ich brauche Hilfe bei EU Login',
    'CPMS verweigert mir den Zugriff',
    'mein SMS Code ist falsch',
    'wie komme ich zu ERN ReCONNET',
    'bitte schicken Sie mir den Link',
    'es geht immer noch nicht',
    'ich arbeite in einem Krankenhaus in Köln',
    'danke, das hat geklappt',
    'die App ist nicht installiert',
    'ich möchte mit jemandem sprechen',
    'schreiben Sie mir an ana@hospital.pt bitte',
  ],
  pt: [
    'como obtenho acesso',
    'esqueci-me da palavra-passe',
    'o código não chega',
    'onde está o formulário do pedido',
    'a minha conta está bloqueada',
    'já não consigo entrar',
    'quem aprova o meu pedido',
    'mudei de número de telemóvel',
    'que rede devo escolher',
    'quanto tempo demora a aprovação',
    'a página mostra um erro',
    'nunca recebi o email',
    'posso convidar um colega',
    'o que devo escrever aqui',
    'preciso de ajuda com o EU Login',
    'o CPMS recusa o acesso',
    'o meu código SMS está errado',
    'como entro na ERN ReCONNET',
    'envie-me a ligação por favor',
    'ainda não funciona',
    'trabalho num hospital em Lisboa',
    'obrigado, já funcionou',
    'a aplicação não está instalada',
    'quero falar com alguém',
    'escreva-me para ana@hospital.pt obrigado',
  ],
};

const foreign: Readonly<Record<string, readonly string[]>> = {
  it: [
    'ho dimenticato la mia password',
    'il codice non arriva mai',
    'non riesco più ad accedere',
    'chi approva la mia richiesta',
    'dove trovo il modulo della richiesta',
    'vorrei parlare con qualcuno',
    'la pagina mostra un errore',
    'ho cambiato numero di telefono',
  ],
  es: [
    'he olvidado mi contraseña',
    'el código no llega nunca',
    'ya no puedo iniciar sesión',
    'quién aprueba mi solicitud',
    'dónde está el formulario de solicitud',
    'quiero hablar con alguien',
    'la página muestra un error',
    'he cambiado mi número de teléfono',
  ],
  nl: [
    'ik ben mijn wachtwoord vergeten',
    'de code komt niet aan',
    'ik kan niet meer inloggen',
    'wie keurt mijn aanvraag goed',
    'waar staat het aanvraagformulier',
    'ik wil met iemand praten',
    'de pagina geeft een foutmelding',
    'ik heb een nieuw telefoonnummer',
  ],
  pl: [
    'zapomniałem swojego hasła',
    'kod wcale nie przychodzi',
    'nie mogę się już zalogować',
    'kto zatwierdza mój wniosek',
    'gdzie jest formularz wniosku',
    'chcę z kimś porozmawiać',
    'strona pokazuje błąd',
    'zmieniłem numer telefonu',
  ],
  sv: [
    'jag har glömt mitt lösenord',
    'koden kommer aldrig fram',
    'jag kan inte logga in längre',
    'vem godkänner min ansökan',
    'var finns ansökningsformuläret',
    'jag vill prata med någon',
    'sidan visar ett felmeddelande',
    'jag har bytt telefonnummer',
  ],
  ro: [
    'mi-am uitat parola',
    'codul nu ajunge niciodată',
    'nu mă mai pot autentifica',
    'cine aprobă cererea mea',
    'unde este formularul de cerere',
    'vreau să vorbesc cu cineva',
    'pagina afișează o eroare',
    'mi-am schimbat numărul de telefon',
  ],
};

/** Share of texts for which something holds, and those for which it does not, to be read when it fails. */
function measure(texts: readonly string[], holds: (text: string) => boolean) {
  const missed = texts.filter((text) => !holds(text));
  return { share: 1 - missed.length / texts.length, missed };
}

describe('detectLanguage', () => {
  it.each(Object.entries(ours))('tells %s in at least 19 of 20 messages', (language, texts) => {
    const { share, missed } = measure(texts, (it) => detectLanguage(it).language === language);
    expect(share, missed.join(' | ')).toBeGreaterThanOrEqual(0.95);
  });

  it.each(Object.entries(foreign))('tells %s in at least 7 of 8 messages', (language, texts) => {
    const { share, missed } = measure(texts, (it) => detectLanguage(it).language === language);
    expect(share, missed.join(' | ')).toBeGreaterThanOrEqual(0.87);
  });

  it.each([
    '',
    '?',
    '10',
    'code',
    'ok ok',
    'a b c',
    'ana@hospital.pt',
    'https://example.org/de/hilfe',
  ])('does not rely on %j', (text) => {
    expect(detectLanguage(text).reliable).toBe(false);
  });
});

describe('chooseLanguage', () => {
  const all = Object.entries(ours);

  it.each(all)('follows a message in %s that the matcher knows', (language, texts) => {
    const conversation = language === 'en' ? 'pt' : 'en';
    const { share, missed } = measure(texts, (text) => {
      const question = { text, ranking: ranking(language, 0.8), conversation, supported };
      const chosen = chooseLanguage(question);
      return chosen.isSupported && chosen.language === language;
    });
    expect(share, missed.join(' | ')).toBeGreaterThanOrEqual(0.95);
  });

  it.each(all)('follows a message in %s of which the matcher knows nothing', (language, texts) => {
    const conversation = language === 'en' ? 'pt' : 'en';
    const { share, missed } = measure(texts, (text) => {
      const chosen = chooseLanguage({ text, ranking: unknown, conversation, supported });
      return chosen.isSupported && chosen.language === language;
    });
    expect(share, missed.join(' | ')).toBeGreaterThanOrEqual(0.95);
  });

  it.each(Object.entries(foreign))('names %s as not spoken', (language, texts) => {
    const { share, missed } = measure(texts, (text) => {
      const question = { text, ranking: ranking('en', 0.1), conversation: 'en', supported };
      const chosen = chooseLanguage(question);
      return !chosen.isSupported && chosen.language === language;
    });
    expect(share, missed.join(' | ')).toBeGreaterThanOrEqual(0.75);
  });

  it.each(['ok', 'CPMS', 'sms', '10', '', 'EU?'])('keeps the conversation for %j', (text) => {
    const chosen = chooseLanguage({
      text,
      ranking: ranking('en', 1),
      conversation: 'de',
      supported,
    });
    expect(chosen).toEqual({ language: 'de', isSupported: true });
  });
});
