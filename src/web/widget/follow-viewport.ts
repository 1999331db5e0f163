import { addSheet } from './sheets.ts';

/** Keeps the panel where it can be seen while a finger's keyboard covers half of the screen. */
export function followViewport(root: ShadowRoot): void {
  // Old browsers have none, whatever the types say.
  const viewport: VisualViewport | null | undefined = window.visualViewport;
  if (viewport == null) return;
  const sheet = addSheet(root, '');
  const follow = (): void => {
    // Zoomed in by hand, the panel stays where it is, so that one can look around in it.
    const zoomed = viewport.scale > 1.01;
    sheet.set(zoomed ? '' : `:host{--top:${viewport.offsetTop}px;--height:${viewport.height}px}`);
  };
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
  follow();
}
