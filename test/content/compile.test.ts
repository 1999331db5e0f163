import { describe, expect, it } from 'vitest';
import { compileDialog } from '../../src/content/compile/dialogs.ts';
import { asCondition, covers, knownWhere } from '../../src/content/compile/conditions.ts';
import type { LoadedContent } from '../../src/content/loaded-content.ts';
import { dialogFile } from '../../src/content/schema/dialog-files.ts';
import type { SayState } from '../../src/dialog/definition.ts';
import { readPatched } from '../support/content-fixture.ts';

function sayState(states: object, id: string, more: object = {}): SayState {
  const entry = dialogFile.parse({ dialog: 'walk', start: id, ...more, states });
  const state = compileDialog(entry).states[id];
  if (state?.kind !== 'say') throw new TypeError(`${id} says nothing`);
  return state;
}

const done = { done: { answer: 'clicked', to: 'next' } };
const none = { set: {}, clear: [], mark: null, sends: false };

describe('compileDialog', () => {
  it('makes an instruction into four buttons', () => {
    expect(sayState({ here: done }, 'here').answers).toEqual([
      { ...none, id: 'clicked', to: { kind: 'place', place: 'walk/next' } },
      { ...none, id: 'looks-different', to: { kind: 'action', action: 'different' } },
      { ...none, id: 'stuck', to: { kind: 'action', action: 'stuck' } },
      { ...none, id: 'more', to: { kind: 'action', action: 'more' } },
    ]);
  });

  it.each([
    ['another', { kind: 'place', place: 'walk/another' }],
    ['other/there', { kind: 'place', place: 'other/there' }],
    ['@return', { kind: 'return' }],
    ['@person', { kind: 'action', action: 'person' }],
    ['@more', { kind: 'action', action: 'more' }],
    [{ to: 'another' }, { kind: 'place', place: 'walk/another' }],
    [{ to: '@return' }, { kind: 'return' }],
    [{ article: 'what-is-it' }, { kind: 'article', article: 'what-is-it' }],
    [{ call: 'side' }, { kind: 'call', place: 'walk/side' }],
    [{ call: 'person/entry' }, { kind: 'call', place: 'person/entry' }],
  ])('leads an answer %j to %j', (target, to) => {
    const [answer] = sayState({ here: { answers: { go: target } } }, 'here').answers;
    expect(answer?.to).toEqual(to);
  });

  it('calls a state of its own for "stuck" and "looks different", to come back from it', () => {
    const answers = { stuck: 'trouble', 'looks-different': 'other/side' };
    expect(sayState({ here: { answers } }, 'here').answers.slice(0, 2)).toEqual([
      { ...none, id: 'stuck', to: { kind: 'call', place: 'walk/trouble' } },
      { ...none, id: 'looks-different', to: { kind: 'call', place: 'other/side' } },
    ]);
  });

  it('keeps what an answer sets, clears and marks', () => {
    const go = { to: 'b', set: { account: 'guest' }, clear: ['method'], mark: 'request' };
    expect(sayState({ here: { answers: { go } } }, 'here').answers[0]).toEqual({
      id: 'go',
      to: { kind: 'place', place: 'walk/b' },
      set: { account: 'guest' },
      clear: ['method'],
      mark: 'request',
      sends: false,
    });
  });

  it.each([
    [{}, ['more']],
    [{ answers: { a: 'x', b: 'x', c: 'x' } }, ['a', 'b', 'c', 'more']],
    [{ answers: { a: 'x', b: 'x', c: 'x', d: 'x' } }, ['a', 'b', 'c', 'd']],
    [{ answers: { a: 'x' }, more: false }, ['a']],
    [{ answers: { more: '@more', a: 'x' } }, ['more', 'a']],
  ])('adds "more" while there is room: %j', (state, ids) => {
    expect(sayState({ here: state }, 'here').answers.map(({ id }) => id)).toEqual(ids);
  });

  it('gives every state the side branches of its dialog, and those branches a person', () => {
    const sides = { stuck: 'trouble', different: 'different' };
    const states = { here: done, trouble: {}, 'trouble-more': {}, different: {}, troubled: {} };
    const branches = Object.keys(states).map((id) => {
      const { stuck, different } = sayState(states, id, sides);
      return [id, stuck, different];
    });
    const trouble = { kind: 'call', place: 'walk/trouble' };
    const other = { kind: 'call', place: 'walk/different' };
    const person = { kind: 'action', action: 'person' };
    expect(branches).toEqual([
      ['here', trouble, other],
      ['trouble', person, other],
      ['trouble-more', person, other],
      ['different', person, person],
      ['troubled', trouble, other],
    ]);
  });

  it('lets a state have side branches of its own, or none', () => {
    const { stuck, different } = sayState({ here: { stuck: 'mine' } }, 'here');
    expect(stuck).toEqual({ kind: 'call', place: 'walk/mine' });
    expect(different).toBeNull();
  });

  it('says "say" where nothing else is written, and takes what the dialog expects and cites', () => {
    const more = { expects: ['what-is-it'], sources: ['guide-one'] };
    const plain = sayState({ here: {} }, 'here', more);
    expect(plain.say).toEqual([{ when: {}, text: 'say' }]);
    expect([plain.expects, plain.sources]).toEqual([['what-is-it'], ['guide-one']]);
    const own = sayState({ here: { expects: [], sources: [] } }, 'here', more);
    expect([own.expects, own.sources]).toEqual([[], []]);
  });
});

describe('conditions', () => {
  it('take one value or several', () => {
    expect(asCondition({ a: 'x', b: ['y', 'z'] })).toEqual({ a: ['x'], b: ['y', 'z'] });
    expect(asCondition(undefined)).toEqual({});
  });

  it.each([
    [{}, { a: ['x'] }, true],
    [{ a: ['x'] }, {}, false],
    [{ a: ['x', 'y'] }, { a: ['x'] }, true],
    [{ a: ['x'] }, { a: ['x', 'y'] }, false],
    [{ a: ['known'] }, { a: ['x'], b: ['y'] }, true],
    [{ a: ['known'] }, { a: ['unknown'] }, false],
    [{ a: ['unknown'] }, { a: ['unknown'] }, true],
    [{ a: ['x'] }, { a: ['known'] }, false],
  ])('%j covers %j: %s', (earlier, later, covered) => {
    expect(covers(earlier, later)).toBe(covered);
  });

  it('know a slot that is asked for, or whose absence was dealt with before', () => {
    const known = knownWhere({ a: ['x'], b: ['unknown', 'y'] }, [
      { c: ['unknown'] },
      { d: ['unknown'], e: ['x'] },
      { f: ['unknown', 'x'] },
    ]);
    expect([...known].sort()).toEqual(['a', 'c']);
  });
});

describe('the loaded content', () => {
  const reading = readPatched([]);
  if (!reading.ok) throw new TypeError('The base of the fixtures is broken');
  const content: LoadedContent = reading.content;
  const { compiled, speech, training } = content;

  it('begins at the start of the start dialog, in the first language', () => {
    expect(compiled.root).toBe('start/welcome');
    expect(compiled.languages).toEqual(['en', 'de']);
  });

  it('knows articles by their scope, and their details by the words of the first language', () => {
    const all = Object.values(compiled.articles);
    expect(all.map(({ id, scope, more, leads }) => [id, scope, more, leads])).toEqual([
      ['what-is-it', 'in', true, { to: 'start/open-page', when: 'offered', given: {} }],
      ['oos-weather', 'out', false, null],
      ['human-handover', 'action', false, null],
    ]);
    expect(content.outOfScope).toEqual(['oos-weather']);
  });

  it('gives networks their addresses in place of ids, and null for what no source gives', () => {
    expect(compiled.networks['alpha']).toMatchObject({
      label: 'Alpha - First Diseases',
      website: 'https://alpha.example.org/',
      mailbox: 'desk@alpha.example.org',
      process: 'cpms2',
      approval: [
        { amount: 24, unit: 'hours', source: 'guide-one' },
        { amount: 3, unit: 'days', source: 'guide-one' },
      ],
    });
    expect(compiled.networks['beta']).toMatchObject({
      label: null,
      website: null,
      mailbox: null,
      deskPage: null,
      process: null,
      approval: [],
    });
    expect(content.networkNames[0]).toEqual({
      id: 'alpha',
      names: ['ERN Alpha', 'Alpha', 'alpha', 'ern alpha'],
      fields: { de: ['erste'], en: ['first', 'firsts'] },
    });
  });

  it('calls a country as the screen does, and as usual where no source shows the screen', () => {
    expect(compiled.countries).toEqual({ CZ: 'Czech Republic', PT: 'Portugal' });
  });

  it('names the values that each text needs', () => {
    expect(compiled.placeholders['start:waiting.say-where']).toEqual(['network', 'country']);
    expect(compiled.placeholders['articles:what-is-it.desk']).toEqual(['network', 'desk']);
    expect(compiled.placeholders['start:open-page.say']).toBeUndefined();
  });

  it('knows the texts with a button whose name no source shows in that language', () => {
    expect(compiled.foreignLabels['en']).toBeUndefined();
    expect([...(compiled.foreignLabels['de'] ?? [])].sort()).toEqual([
      'articles:what-is-it.guest',
      'start:open-page.say',
    ]);
  });

  it('folds what people type, the label first', () => {
    const phrases = compiled.phrases['en'];
    expect(phrases?.answers['clicked']).toEqual([['clicked'], ['i', 'clicked'], ['pressed', 'it']]);
    expect(phrases?.actions.stuck).toEqual([
      ['en', 'stuck'],
      ['i', 'm', 'stuck'],
    ]);
    expect(phrases?.gestures.unsure).toEqual([['not', 'sure']]);
    expect(phrases?.titles['what-is-it']).toEqual([['what', 'it', 'is']]);
    expect(phrases?.tones['greeting']).toEqual([['good', 'morning'], ['hello']]);
    expect([...(phrases?.fillers ?? [])]).toEqual(['it', 's', 'the']);
    expect([...(phrases?.contrast ?? [])]).toEqual(['but']);
  });

  it('calls a language by every name it has among the languages spoken', () => {
    expect(compiled.phrases['de']?.languageNames).toEqual([
      ['de', 'language', 'name'],
      ['german'],
      ['deutsch'],
    ]);
  });

  it('knows the words of the buttons that the engine makes', () => {
    const answers = compiled.phrases['en']?.answers ?? {};
    expect(answers['@keep']).toEqual([['en', 'keep']]);
    expect(answers['more']).toEqual([['en', 'more']]);
    expect(answers['looks-different']).toEqual([['en', 'different']]);
    expect(answers['@set:account=guest:what-is-it']).toEqual([['en', 'set', 'account', 'guest']]);
    expect(answers['@go:start/open-page']).toEqual([['en', 'walk']]);
    expect(answers['@show:what-is-it']).toEqual([['en', 'show', 'more']]);
  });

  it('teaches the matcher questions and titles, and pairs of texts without placeholders', () => {
    const kinds = training.examples.filter(({ intent }) => intent === 'what-is-it');
    expect(kinds.filter(({ kind }) => kind === 'question')).toHaveLength(32);
    expect(
      kinds
        .filter(({ kind }) => kind === 'title')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Was das ist', 'What it is']);
    expect(training.synonyms).toEqual({ en: [['phone', 'mobile']], de: [['telefon', 'handy']] });
    expect(training.parallel).toContainEqual({ en: 'Later', de: 'Später' });
    expect(JSON.stringify(training.parallel)).not.toContain('{{');
  });

  it('gives a locale all it needs', () => {
    expect(speech.forms).toEqual({ en: 'en-GB', de: 'de' });
    expect(speech.labels['my-account']).toEqual({ en: 'My Account', de: 'Mein Konto' });
    expect(speech.networks['alpha']).toBe('Alpha');
    expect(speech.texts['de']?.['start']).toMatchObject({
      'ask-away': { say: 'Fragen Sie in Ihren Worten.' },
    });
  });

  it('keeps the words for slots, what turns them round, what the authors know', () => {
    expect(content.slotWords['en']?.['account']?.['guest']).toEqual(['guest']);
    expect(content.negations['de']).toEqual(['not']);
    expect(content.knows).toEqual({ 'person/desk': ['network', 'desk'] });
    expect(content.guardWords['de']?.password).toEqual([]);
  });

  it('is plain data that can be stored and read back', () => {
    expect(structuredClone(content)).toEqual(content);
  });
});
