import type { Rgb } from './color.ts';
import { black, contrast, enough, white } from './color.ts';

/** A little darker and lighter than the grounds of the chat, so that the result holds on all of them. */
const lightGround: Rgb = [228, 236, 245];
const darkGround: Rgb = [44, 54, 68];

/** The accent as text and as the border of buttons, on light and on dark ground. */
export function accentTexts(accent: Rgb): { readonly onLight: Rgb; readonly onDark: Rgb } {
  return {
    onLight: towards(accent, black, lightGround),
    onDark: towards(accent, white, darkGround),
  };
}

/** The colour, moved as little as needed to be readable on a ground. */
function towards(color: Rgb, end: Rgb, ground: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(color, end, share);
    if (contrast(mixed, ground) >= enough) return mixed;
  }
  return end;
}

function mix(color: Rgb, end: Rgb, share: number): Rgb {
  const part = (at: 0 | 1 | 2): number => Math.round(color[at] + (end[at] - color[at]) * share);
  return [part(0), part(1), part(2)];
}
