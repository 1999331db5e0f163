import { describe, expect, it } from 'vitest';
import { readActivity } from '../../../src/channels/botframework/activity.ts';
import { withoutMentions } from '../../../src/channels/botframework/sdk-adapter.ts';
import type { Meaning } from '../../../src/channels/botframework/translate.ts';
import { translate } from '../../../src/channels/botframework/translate.ts';
import { recorded, recordedNames } from './recorded.ts';

const meaningOf = (name: string, change: Record<string, unknown> = {}): Meaning =>
  translate(readActivity(recorded(name, change)), withoutMentions);

/** What an activity means, in short: `says: hello`. */
function inShort(meaning: Meaning): string {
  if (meaning.kind !== 'act') return meaning.kind;
  const { act } = meaning;
  if (act.kind === 'says') return `says: ${act.text}`;
  return act.kind === 'presses' ? `presses: ${act.place} ${act.answer}` : act.kind;
}

const pressed = 'presses: start/hello starting';

const decisions: Readonly<Record<string, string>> = {
  'card-of-others': 'quiet',
  'control-characters': 'says: where  is  the\ufffd CPMS [31m',
  'emulator-begins': 'begins',
  'emulator-bot-joins': 'quiet',
  'emulator-button': pressed,
  'emulator-installs': 'quiet',
  'emulator-message': 'says: hello there',
  'forged-press': 'quiet',
  'script-in-names': 'says: hello',
  'teams-bot-added': 'begins',
  'teams-card': pressed,
  'teams-card-action': pressed,
  'teams-card-action-of-others': 'not-implemented',
  'teams-card-in-channel': pressed,
  'teams-delete': 'quiet',
  'teams-edit': 'quiet',
  'teams-file': 'attaches',
  'teams-file-with-words': 'says: this is what I see',
  'teams-member-joins-team': 'quiet',
  'teams-mention': 'says: where is the CPMS, Rui Paz asks',
  'teams-mention-alone': 'begins',
  'teams-message': 'says: Wo finde ich das CPMS?',
  'teams-overheard': 'quiet',
  'teams-reaction': 'quiet',
  'teams-sign-in': 'not-implemented',
  'teams-task-fetch': 'not-implemented',
  'teams-uninstalls': 'quiet',
  'unknown-channel': 'says: where is the CPMS',
  'webchat-button': pressed,
  'webchat-ends': 'quiet',
  'webchat-event-of-others': 'quiet',
  'webchat-message': 'says: bonjour',
  'webchat-nothing': 'quiet',
  'webchat-person-joins': 'begins',
  'webchat-picture': 'attaches',
  'webchat-start': 'begins',
  'webchat-start-garbled': 'begins',
  'webchat-start-silent': 'quiet',
  'webchat-typing': 'quiet',
};

describe('what an activity means', () => {
  it('is decided for every activity that was recorded', () => {
    expect(Object.keys(decisions).sort()).toEqual(recordedNames);
  });

  it.each(Object.entries(decisions))('%s: %s', (name, decision) => {
    expect(inShort(meaningOf(name))).toBe(decision);
  });

  it('is quiet for a type that nobody knows', () => {
    expect(inShort(meaningOf('webchat-message', { type: 'com.example/wave' }))).toBe('quiet');
  });

  it('ignores what stands in a press besides place and answer', () => {
    const value = { cpms: 1, place: 'a/b', answer: 'c', network: 'forged', __proto__: { x: 1 } };
    expect(inShort(meaningOf('webchat-button', { value }))).toBe('presses: a/b c');
  });

  it('takes the text of a message whose value is not ours', () => {
    const value = { cpms: 2, place: 'start/hello', answer: 'starting' };
    expect(inShort(meaningOf('webchat-button', { value }))).toBe("says: I'm starting");
  });

  it.each([
    ['no entity has words', { type: 'mention', mentioned: { id: '28:bot-of-cpms' } }],
    ['an entity mentions nobody', { type: 'mention', text: '<at>x</at>' }],
    ['an entity is of another kind', { type: 'place', mentioned: null }],
  ])('stays quiet in a channel where %s', (_why, entity) => {
    expect(inShort(meaningOf('teams-overheard', { entities: [entity] }))).toBe('quiet');
  });
});

describe('the beginning of a conversation', () => {
  it('is told from a repeat by one name, whichever activity tells of it', () => {
    const ids = ['emulator-begins', 'webchat-person-joins', 'teams-bot-added'].map((name) => {
      const meaning = meaningOf(name);
      return meaning.kind === 'act' ? meaning.activityId : null;
    });
    expect(new Set(ids)).toEqual(new Set(['cpms:begins']));
  });

  it('takes network and language from the page', () => {
    expect(meaningOf('webchat-start')).toEqual({
      kind: 'act',
      act: { kind: 'begins' },
      activityId: 'w-1',
      hints: { locale: 'pt', slots: { network: 'reconnet' } },
    });
  });

  it('leaves out what the page says wrongly', () => {
    expect(meaningOf('webchat-start-garbled')).toMatchObject({
      hints: { locale: 'fr-FR', slots: {} },
    });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'hello'],
    ['null', null],
  ])('bears %s in the place of what the page knows', (_what, value) => {
    expect(meaningOf('webchat-start', { value })).toMatchObject({ act: { kind: 'begins' } });
  });
});

describe('the language of a client', () => {
  it.each([
    ['the activity', 'webchat-message', {}, 'fr-FR'],
    ['its entity', 'teams-message', {}, 'de-DE'],
    ['the activity before its entity', 'teams-message', { locale: 'pt-PT' }, 'pt-PT'],
    ['neither when it is no tag', 'webchat-message', { locale: "fr'; --" }, null],
    ['neither when it is endless', 'webchat-message', { locale: `fr${'-abc'.repeat(40)}` }, null],
  ])('is that of %s', (_where, name, change, locale) => {
    expect(meaningOf(name, change)).toMatchObject({ hints: { locale } });
  });
});
