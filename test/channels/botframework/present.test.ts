import { describe, expect, it } from 'vitest';
import { present } from '../../../src/channels/botframework/present.ts';
import type { Words } from '../../../src/locale/words.ts';
import { wordsOf } from '../../../src/locale/words.ts';
import type { Reply } from '../../../src/locale/line.ts';

const reply: Reply = {
  language: 'pt',
  place: 'second-factor/sign-in',
  lines: [{ key: 'common:header' }, { key: 'second-factor:sign-in.say' }],
  buttons: [
    { answer: 'signed-in', label: { key: 'answers:signed-in.label' } },
    { answer: '@more', label: { key: 'answers:action.more.label' } },
  ],
};

const words = wordsOf(reply, {
  lines: [
    'Passo 2 de 6 · Segundo fator',
    'Clique em **Sign in** aqui:\nhttps://webgate.ec.europa.eu/cas\n\nou escreva para\ndesk@example.eu',
  ],
  buttons: [
    { answer: 'signed-in', label: 'Já entrei' },
    { answer: '@more', label: 'Mais' },
  ],
});

const withButtons = (count: number): Words => ({
  ...words,
  buttons: Array.from({ length: count }, (_, index) => ({
    answer: `a${String(index)}`,
    label: `Button ${String(index)}`,
  })),
});

describe('a reply in words', () => {
  it('has one paragraph for each line, and knows addresses and the header', () => {
    expect(words.paragraphs.map(({ kind }) => kind)).toEqual([
      'header',
      'text',
      'address',
      'text',
      'address',
    ]);
  });

  it('is plain without marks', () => {
    expect(words.plain).toContain('Clique em Sign in aqui:');
  });
});

describe('Teams', () => {
  it('shows a card that holds all of the reply', () => {
    expect(present(words, 'msteams')).toMatchInlineSnapshot(`
      {
        "attachments": [
          {
            "content": {
              "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
              "actions": [
                {
                  "data": {
                    "answer": "signed-in",
                    "cpms": 1,
                    "place": "second-factor/sign-in",
                  },
                  "title": "Já entrei",
                  "type": "Action.Submit",
                },
                {
                  "data": {
                    "answer": "@more",
                    "cpms": 1,
                    "place": "second-factor/sign-in",
                  },
                  "title": "Mais",
                  "type": "Action.Submit",
                },
              ],
              "body": [
                {
                  "size": "Small",
                  "text": "Passo 2 de 6 · Segundo fator",
                  "type": "TextBlock",
                  "weight": "Bolder",
                  "wrap": true,
                },
                {
                  "text": "Clique em **Sign in** aqui:",
                  "type": "TextBlock",
                  "wrap": true,
                },
                {
                  "text": "[https://webgate.ec.europa.eu/cas](https://webgate.ec.europa.eu/cas)",
                  "type": "TextBlock",
                  "wrap": true,
                },
                {
                  "text": "ou escreva para",
                  "type": "TextBlock",
                  "wrap": true,
                },
                {
                  "text": "[desk@example.eu](mailto:desk@example.eu)",
                  "type": "TextBlock",
                  "wrap": true,
                },
              ],
              "lang": "pt",
              "type": "AdaptiveCard",
              "version": "1.5",
            },
            "contentType": "application/vnd.microsoft.card.adaptive",
          },
        ],
        "locale": "pt",
        "speak": "Passo 2 de 6 · Segundo fator
      Clique em Sign in aqui:
      https://webgate.ec.europa.eu/cas
      ou escreva para
      desk@example.eu",
        "summary": "Passo 2 de 6 · Segundo fator Clique em Sign in aqui: https://webgate.ec.europa.eu/cas ou escreva para desk@example.eu",
        "type": "message",
      }
    `);
  });

  it('has a summary that fits into a notification', () => {
    const long = { ...words, plain: 'word '.repeat(100) };
    const { summary = '' } = present(long, 'msteams');
    expect(summary).toMatch(/^(word ?)+…$/);
    expect(summary.length).toBeLessThanOrEqual(161);
  });

  it('is sent less than it takes, even when a reply is five times as long as it should be', () => {
    const lines = Array.from({ length: 10 }, () => 'ą'.repeat(200));
    const long = wordsOf(reply, { lines, buttons: withButtons(24).buttons });
    expect(Buffer.byteLength(JSON.stringify(present(long, 'msteams')))).toBeLessThan(28_000);
  });

  it.each([
    [1, [1]],
    [6, [6]],
    [7, [6, 1]],
    [24, [6, 6, 6, 6]],
  ])('shows %i buttons in rows of at most six', (count, rows) => {
    const [attachment] = present(withButtons(count), 'msteams').attachments ?? [];
    const card: { actions?: unknown[]; body: { actions?: unknown[] }[] } = attachment?.content;
    const sets = card.body.flatMap(({ actions }) =>
      actions === undefined ? [] : [actions.length],
    );
    expect([...sets, ...(card.actions === undefined ? [] : [card.actions.length])]).toEqual(rows);
  });
});

describe('emulators', () => {
  it('show the text as text, and the buttons in a card', () => {
    expect(present(words, 'emulator')).toMatchObject({
      type: 'message',
      locale: 'pt',
      textFormat: 'markdown',
      text: [
        'Passo 2 de 6 · Segundo fator',
        'Clique em **Sign in** aqui:',
        'https://webgate.ec.europa.eu/cas',
        'ou escreva para',
        'desk@example.eu',
      ].join('\n\n'),
      attachments: [
        { content: { body: [], actions: [{ title: 'Já entrei' }, { title: 'Mais' }] } },
      ],
    });
  });

  it('are sent no card without buttons', () => {
    expect(present(withButtons(0), 'emulator')).not.toHaveProperty('attachments');
  });
});

describe('Web Chat', () => {
  it.each(['webchat', 'directline'])(
    'gets buttons that say exactly which they are (%s)',
    (channel) => {
      expect(present(words, channel).suggestedActions?.actions[0]).toEqual({
        type: 'messageBack',
        title: 'Já entrei',
        text: 'Já entrei',
        displayText: 'Já entrei',
        value: { cpms: 1, place: 'second-factor/sign-in', answer: 'signed-in' },
      });
    },
  );
});

describe('any other channel', () => {
  it('gets buttons that say their label', () => {
    expect(present(words, 'telegram').suggestedActions?.actions).toEqual([
      { type: 'imBack', title: 'Já entrei', value: 'Já entrei' },
      { type: 'imBack', title: 'Mais', value: 'Mais' },
    ]);
  });

  it('is offered nothing when there is nothing on offer', () => {
    expect(present(withButtons(0), 'telegram')).not.toHaveProperty('suggestedActions');
  });
});
