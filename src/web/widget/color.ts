/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [number, number, number];

/** Contrast below which text is too faint (WCAG 2.2, 1.4.3). */
export const enough = 4.5;

/** The lightest and the darkest. */
export const white: Rgb = [255, 255, 255];
export const black: Rgb = [0, 0, 0];

/** The widget's own blue. */
export const ownAccent: Rgb = [11, 79, 158];

/** The accent that a page asks for; our own where the page's is no `#rgb` or `#rrggbb`. */
export function accentOf(asked: string | null): Rgb {
  return readColor(asked ?? '') ?? ownAccent;
}

/** Black or white, whichever can be read on a colour; one of them always can. */
export function textOn(color: Rgb): Rgb {
  return contrast(white, color) >= enough ? white : black;
}

/** How well two colours stand out from each other: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Reads `#rgb` or `#rrggbb`; null for anything else. */
export function readColor(text: string): Rgb | null {
  const [, short, long] = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(text.trim()) ?? [];
  const digits = long ?? short?.replace(/./g, '$&$&');
  if (digits === undefined) return null;
  const part = (at: number): number => parseInt(digits.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number): number => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** A colour as stylesheets have it. */
export function writeColor(color: Rgb): string {
  return `rgb(${color.join()})`;
}
