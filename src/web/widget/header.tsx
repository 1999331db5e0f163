import type { JSX, RefObject } from 'preact';
import { Icon } from './icon.tsx';
import type { PartProps } from './view.ts';

/** What the header is given besides. */
interface HeaderProps extends PartProps {
  readonly menu: boolean;
  readonly menuButton: RefObject<HTMLButtonElement | null>;
  readonly onMenu: () => void;
}

/** Who speaks here, the menu, and the way out. */
export function Header({ view, actions, menu, menuButton, onMenu }: HeaderProps): JSX.Element {
  const { say } = view.words;
  return (
    <div class="header">
      <div class="names">
        <h2 id="title">{say('title')}</h2>
        <p>{say('subtitle')}</p>
      </div>
      <button
        type="button"
        class="icon"
        ref={menuButton}
        aria-label={say('menu')}
        title={say('menu')}
        aria-expanded={menu}
        aria-controls="menu"
        onClick={onMenu}
      >
        <Icon name="more" />
      </button>
      <button
        type="button"
        class="icon"
        aria-label={say('close')}
        title={say('close')}
        onClick={actions.close}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
