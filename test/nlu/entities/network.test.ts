import { describe, expect, it } from 'vitest';
import { buildNetworkLexicon, readNetworks } from '../../../src/nlu/entities/network.ts';

const lexicon = buildNetworkLexicon([
  { id: 'reconnet', names: ['ERN ReCONNET', 'ReCONNET'], fields: ['connective tissue'] },
  { id: 'erknet', names: ['ERKNet'], fields: ['kidney', 'Niere'] },
  { id: 'blood', names: ['ERN EuroBloodNet', 'EuroBloodNet'], fields: ['blood'] },
  { id: 'bond', names: ['ERN BOND'], fields: ['bone'] },
  { id: 'ern-skin', names: ['ERN Skin'], fields: ['skin'] },
]);

const read = (text: string) =>
  readNetworks(text, lexicon).map(({ id, by, start, end }) => [id, by, text.slice(start, end)]);

describe('readNetworks', () => {
  it.each([
    ['I am with ERN ReCONNET', 'reconnet', 'ERN ReCONNET'],
    ['reconnet', 'reconnet', 'reconnet'],
    ['ERN-Skin please', 'ern-skin', 'ERN-Skin'],
    ['ernskin', 'ern-skin', 'ernskin'],
    ['🙂 erknet!', 'erknet', 'erknet'],
    ['die ERN BOND', 'bond', 'ERN BOND'],
  ])('finds a name in %j', (text, id, typed) => {
    expect(read(text)).toEqual([[id, 'name', typed]]);
  });

  it.each([
    ['reconet', 'reconnet'],
    ['euroblodnet', 'blood'],
    ['erkent', 'erknet'],
  ])('forgives one letter in %j', (text, id) => {
    expect(read(text)).toEqual([[id, 'name', text]]);
  });

  it.each([
    ['the kidney one', 'erknet', 'kidney'],
    ['für die Niere', 'erknet', 'Niere'],
    ['connective tissue', 'reconnet', 'connective tissue'],
  ])('takes a field for a hint in %j', (text, id, typed) => {
    expect(read(text)).toEqual([[id, 'field', typed]]);
  });

  it.each(['', 'bond', 'bonding', 'my skincare', 'ern', 'kidni', 'recconnett'])(
    'finds nothing in %j',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('prefers a name to the field of the same network', () => {
    expect(read('ERKNet, for kidney')).toEqual([['erknet', 'name', 'ERKNet']]);
  });

  it('does not read a field inside a name', () => {
    expect(read('ERN Skin')).toEqual([['ern-skin', 'name', 'ERN Skin']]);
  });

  it.each([
    ['our centre is in BOND', [['bond', 'name', 'BOND']]],
    ['bond', [['bond', 'name', 'bond']]],
    ['my bond with them', [['bond', 'field', 'bond']]],
    ['I am in épicare', [['epicare', 'field', 'épicare']]],
    ['I am in Epicare', [['epicare', 'name', 'Epicare']]],
    [
      'my bond, for the kidney',
      [
        ['erknet', 'field', 'kidney'],
        ['bond', 'field', 'bond'],
      ],
    ],
  ])('takes a name for a hint where it is written like another word: %j', (text, found) => {
    const strict = buildNetworkLexicon([
      { id: 'bond', names: ['ERN BOND', 'BOND'], fields: [] },
      { id: 'epicare', names: ['EpiCARE'], fields: [] },
      { id: 'erknet', names: ['ERKNet'], fields: ['kidney'] },
    ]);
    const mentions = readNetworks(text, strict);
    expect(mentions.map(({ id, by, start, end }) => [id, by, text.slice(start, end)])).toEqual(
      found,
    );
  });

  it.each(['my ern and I', 'sondern', 'Erika', 'arnica', 'rekonet'])(
    'forgives one letter of a proper name, and no more: %j',
    (text) => {
      const short = buildNetworkLexicon([
        { id: 'bond', names: ['ERN BOND', 'BOND ERN'], fields: [] },
        { id: 'ern-rnd', names: ['ERN RND', 'RND ERN'], fields: [] },
        { id: 'ernica', names: ['ERNICA', 'ernika'], fields: [] },
        { id: 'reconnet', names: ['ReCONNET', 'reconet'], fields: [] },
      ]);
      expect(readNetworks(text, short)).toEqual([]);
    },
  );

  it('takes a letter too many for a hint, since it may be another word', () => {
    expect(read('I cannot reconnect')).toEqual([['reconnet', 'field', 'reconnect']]);
    expect(read('das System erkennt mich')).toEqual([]);
  });
});
