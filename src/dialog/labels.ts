import type { Button, Value } from '../locale/line.ts';

/** A dialog is walked through; a person is written to. */
const writeForMe = 'answers:write-for-me.label';

/** A button with the key of its words; a language is called by its own name. */
export function asButton(answer: string): Button {
  if (!answer.startsWith('@lang:')) return { answer, label: { key: labelKey(answer) } };
  const language: Value = { kind: 'language', tag: answer.slice('@lang:'.length) };
  return { answer, label: { key: 'common:language-button', values: { language } } };
}

function labelKey(answer: string): string {
  if (answer === 'stuck' || answer === 'more') return `answers:action.${answer}.label`;
  if (answer === 'looks-different') return 'answers:action.different.label';
  if (!answer.startsWith('@')) return `answers:${answer}.label`;
  const [name = '', about = ''] = answer.slice(1).split(':');
  if (name === 'article') return `articles:${about}.title`;
  if (name === 'go') return about.startsWith('person/') ? writeForMe : 'answers:action.walk.label';
  if (name === 'show') return 'answers:action.show-more.label';
  if (name === 'set') return `answers:action.set-${about.replace('=', '-')}.label`;
  return `answers:action.${name}.label`;
}
