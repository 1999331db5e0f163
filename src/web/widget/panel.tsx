import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import { Banner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Menu } from './menu.tsx';
import { Messages } from './messages.tsx';
import type { PartProps } from './view.ts';

/** What the panel is given besides. */
interface PanelProps extends PartProps {
  readonly origin: string;
}

/** The whole chat: a dialog beside the page, which can be used meanwhile. */
export function Panel({ view, actions, origin }: PanelProps): JSX.Element {
  const [menu, setMenu] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!view.open) setMenu(false);
  }, [view.open]);
  const closeMenu = (): void => {
    setMenu(false);
    menuButton.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (menu) closeMenu();
    else actions.close();
  };
  const onMenu = (): void => (menu ? closeMenu() : setMenu(true));
  const part = { view, actions };
  return (
    <div
      class="panel"
      role="dialog"
      aria-modal="false"
      aria-labelledby="title"
      lang={view.words.language}
      hidden={!view.open}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <Header {...part} menu={menu} menuButton={menuButton} onMenu={onMenu} />
      <div class="body">
        {menu && <Menu {...part} close={closeMenu} />}
        <Messages {...part} origin={origin} />
      </div>
      <Banner {...part} />
      {view.state.phase === 'forgotten' ? <StartAgain {...part} /> : <Composer {...part} />}
      <Announcer spoken={view.spoken} />
    </div>
  );
}

function StartAgain({ view, actions }: PartProps): JSX.Element {
  return (
    <div class="again">
      <button type="button" class="primary" onClick={actions.startAgain}>
        {view.words.say('start-again')}
      </button>
    </div>
  );
}
