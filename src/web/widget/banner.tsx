import type { JSX } from 'preact';
import type { PartProps } from './view.ts';
import { isTroubled } from './view.ts';

/** What is wrong with the connection, for as long as it is. */
export function Banner({ view }: PartProps): JSX.Element | null {
  const { online, words } = view;
  if (!isTroubled(view)) return null;
  return <p class="banner">{words.say(online ? 'unavailable' : 'offline')}</p>;
}
