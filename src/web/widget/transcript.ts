import { dayName, firstOfDays, fullName, timeName } from './days.ts';
import type { Message } from './message.ts';
import type { Words } from './words.ts';

/** The conversation as a text file: who said what, when. */
export function transcriptOf(messages: readonly Message[], words: Words, now: number): string {
  const firsts = firstOfDays(messages);
  const { language, say } = words;
  const lines = messages.flatMap(({ id, at, from, plain }) => {
    const time = at === null ? '' : `[${timeName(at, language)}] `;
    const day = at !== null && firsts.has(id) ? [`— ${dayName(at, language)} —`, ''] : [];
    return [...day, `${time}${say(from === 'bot' ? 'bot' : 'you')}: ${plain}`, ''];
  });
  const heading = say('saved-heading', { date: fullName(now, language) });
  return [heading, '', ...lines].join('\n').replace(/\n/g, '\r\n');
}
