/** A stylesheet of ours in a document or a shadow root. */
export interface Sheet {
  /** Puts other rules in place of those that are there. */
  readonly set: (css: string) => void;
  readonly remove: () => void;
}

/**
 * Adds a stylesheet without any text in the page, so that a page's content security policy without
 * `unsafe-inline` lets it be.
 *
 * Browsers that cannot share constructed stylesheets (Firefox before 101, Safari before 16.4) get an
 * empty `<style>` into which the rules are inserted; the root must be in the page by then. Such a
 * policy forbids even an empty one: there the chat works, but has no looks.
 */
export function addSheet(root: Document | ShadowRoot, css: string): Sheet {
  const sheet = constructed(root) ?? inserted(root);
  sheet.set(css);
  return sheet;
}

function constructed(root: Document | ShadowRoot): Sheet | null {
  if (!('adoptedStyleSheets' in root)) return null;
  try {
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return {
      set: (css) => sheet.replaceSync(css),
      remove: () => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((it) => it !== sheet);
      },
    };
  } catch {
    return null;
  }
}

function inserted(root: Document | ShadowRoot): Sheet {
  const style = document.createElement('style');
  (root instanceof Document ? root.head : root).append(style);
  return {
    set: (css) => {
      const { sheet } = style;
      if (sheet === null) return;
      if (sheet.cssRules.length > 0) sheet.deleteRule(0);
      // One rule around all, since one can be inserted at a time; what a browser does not know in it is left out.
      sheet.insertRule(`@media all{${css}}`);
    },
    remove: () => style.remove(),
  };
}
