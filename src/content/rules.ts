/** What is known of a rule besides the code that checks it. */
export interface Rule {
  /** An error stops a start; a warning is only counted. */
  readonly severity: 'error' | 'warning';
  /** Why the rule is there: what goes wrong for a person when it is broken. */
  readonly why: string;
}

/**
 * Every rule for `dialogs/`, `knowledge/` and `locales/`.
 *
 * The ids are stable: authors search for them, and each has a broken fixture of the same name under
 * `test/fixtures/content/` that proves that the rule bites.
 */
export const rules = {
  // Files
  syntax: error('A file that cannot be read is missing as a whole.'),
  'repeated-key': error('Of two entries with one key the first is lost without a word.'),
  'unknown-key': error('A misspelt key does nothing, and nobody notices.'),
  'missing-key': error('The entry cannot be used without it.'),
  'wrong-shape': error('The entry cannot be used as it is written.'),
  'unknown-file': error('Nothing reads the file, so its author waits in vain.'),
  'missing-file': error('What stands in it has nowhere else to stand.'),
  'misnamed-file': error('A file is found by its name; the name inside must be the same.'),
  'repeated-id': error('Two things with one name cannot be told apart.'),
  'unknown-language': error('Words in a language that is not spoken are never said.'),
  // Dialogs
  'unknown-state': error('A press would lead nowhere.'),
  'unreachable-state': error('Nobody ever gets there.'),
  'no-way-out': error('Who gets there is stuck.'),
  'no-person-within-two-turns': error('Who is stuck must reach a person without searching.'),
  'endless-routes': error('The conversation would go in a circle without ever waiting.'),
  'no-default': error('Where no condition holds there is nothing to say and nowhere to go.'),
  'never-reached': error('An entry above it always comes first.'),
  'too-many-answers': error('A fifth button does not fit on a phone and is not read.'),
  'unknown-answer': error('Words for an answer that no state has are never understood.'),
  'unknown-answer-label': error('A button without words cannot be shown.'),
  'return-without-call': error('There is no place to return to.'),
  // Slots
  'unknown-slot': error('The condition never holds, or the fact is never used.'),
  'unused-slot': error('What is asked and never used need not be asked.'),
  'unknown-value': error('The condition never holds, or the value means nothing.'),
  'derived-slot': error('What follows from other facts cannot be set.'),
  'pointless-question': error('A question whose answer changes nothing wastes a turn.'),
  // References
  'unknown-intent': error('There is no such article to answer with.'),
  'leads-nowhere': error('Who has an answer and no next step is left alone with it.'),
  'unknown-article': error('Words without structure are never said.'),
  'misplaced-article': error('Authors look for the words under the topic of the article.'),
  'unknown-network': error('There is no such network.'),
  'unknown-source': error('What is said must be traceable to a source.'),
  'unused-source': error('A register is only read when all of it counts.'),
  'unknown-link': error('There is no such address.'),
  'unused-link': error('An address that nobody gives is never checked.'),
  'unknown-label': error('A name of a button must come from a screen that a source shows.'),
  'label-without-source': error(
    'A translated guess sends people looking for a button that is not there.',
  ),
  'unknown-country': error('The country has no name to show.'),
  // Texts
  'missing-text': error('There would be nothing to say.'),
  'unused-text': error('Nothing says it; it was misspelt or forgotten.'),
  'missing-translation': error('Speakers of that language would hear nothing.'),
  untranslated: error('A text that was copied and not translated looks finished.'),
  'needless-same': error('A list of exceptions is only read when all of it counts.'),
  'missing-placeholder': error('Speakers of that language miss what the others are told.'),
  'foreign-placeholder': error('Nothing fills it here.'),
  'unguaranteed-placeholder': error('It would stay empty for those of whom it is not known.'),
  'broken-placeholder': error('It would be shown as it stands, braces and all.'),
  'bare-label': error('A name of a button written by hand escapes the glossary.'),
  'raw-address': error('An address written by hand escapes the register.'),
  'address-in-line': error('An address inside a sentence cannot be copied.'),
  'exclamation-mark': error('The bot does not raise its voice.'),
  emoji: error('The bot uses no emoji but ✓ for a finished step; screen readers spell them out.'),
  'long-message': error('People between two patients do not read it.'),
  'long-label': error('A long label is cut off on a phone.'),
  'long-title': error('A title is a button when the bot asks what was meant.'),
  'many-links': warning('Two addresses make people choose; one is an answer.'),
  // What people type
  'same-typed-answer': error('The same words cannot mean two things in one place.'),
  'same-title': error('Two buttons with the same words cannot be told apart.'),
  'empty-phrase': error('It has no letters or digits, so nothing ever matches it.'),
  'contrast-phrase': error('A word of contrast is looked for as a single word.'),
  'missing-words': error('Speakers of that language cannot say it in their own words.'),
  // Questions
  'too-few-examples': error('From so few examples the matcher learns words, not meanings.'),
  'near-copy': error('Near copies make the matcher sure of a wording, not of a meaning.'),
  'example-under-two-intents': error('The matcher cannot learn both.'),
  'same-alias': error('A name of two networks names neither.'),
  // Reviews
  'stale-review': warning('The answer may no longer be true.'),
  'review-order': error('The review would be due before it was done.'),
} as const satisfies Readonly<Record<string, Rule>>;

/** Name of a rule. */
export type RuleId = keyof typeof rules;

function error(why: string): { readonly severity: 'error'; readonly why: string } {
  return { severity: 'error', why };
}

function warning(why: string): { readonly severity: 'warning'; readonly why: string } {
  return { severity: 'warning', why };
}
