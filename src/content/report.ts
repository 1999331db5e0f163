import type { Mistake } from './mistake.ts';
import { rules } from './rules.ts';

/**
 * Mistakes as an author reads them in a terminal: where, which rule, what is wrong, why it is, what to do.
 *
 * Where and rule come first on a line of their own, so that editors make the place a link.
 */
export function reportMistakes(mistakes: readonly Mistake[]): string {
  const entries = mistakes.map(({ file, line, rule, severity, message, remedy }) => {
    const kind = severity === 'warning' ? ' (warning)' : '';
    return `${file}:${line}  ${rule}${kind}\n  ${message}\n  ${rules[rule].why}\n  ${remedy}`;
  });
  return [...entries, summary(mistakes)].join('\n\n');
}

function summary(mistakes: readonly Mistake[]): string {
  const warnings = mistakes.filter(({ severity }) => severity === 'warning').length;
  const errors = mistakes.length - warnings;
  const said = `${count(errors, 'mistake')}, ${count(warnings, 'warning')}.`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
