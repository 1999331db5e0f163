import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ForgetMe } from './forget-me.tsx';
import type { PartProps } from './view.ts';
import type { Words } from './words.ts';

/** What the menu is given besides. */
interface MenuProps extends PartProps {
  readonly close: () => void;
}

/** What is not needed often: language, a copy, privacy. */
export function Menu({ view, actions, close }: MenuProps): JSX.Element {
  const { words } = view;
  const [asking, setAsking] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('select, button')?.focus();
  }, []);
  const after = (act: () => void) => () => {
    close();
    act();
  };
  if (asking) {
    return (
      <div class="menu" id="menu">
        <ForgetMe view={view} actions={actions} done={close} />
      </div>
    );
  }
  return (
    <div class="menu" id="menu" ref={menu}>
      <Languages view={view} pick={(tag) => after(() => actions.speak(tag))()} />
      {(['save', 'print'] as const).map((key) => (
        <button type="button" class="row" key={key} onClick={after(actions[key])}>
          {words.say(key)}
        </button>
      ))}
      <Shared view={view} actions={actions} />
      <Forget words={words} ask={() => setAsking(true)} />
      <PageLinks view={view} />
    </div>
  );
}

interface ForgetProps {
  readonly words: Words;
  readonly ask: () => void;
}

function Forget({ words, ask }: ForgetProps): JSX.Element {
  return (
    <>
      <button type="button" class="row" aria-describedby="forget-hint" onClick={ask}>
        {words.say('forget')}
      </button>
      <p class="hint" id="forget-hint">
        {words.say('forget-hint')}
      </p>
    </>
  );
}

interface LanguagesProps extends Pick<PartProps, 'view'> {
  readonly pick: (tag: string) => void;
}

/** Each language is named in itself, so that who reads only that one finds it. */
function Languages({ view: { words }, pick }: LanguagesProps): JSX.Element {
  return (
    <label class="row languages">
      <span>{words.say('language')}</span>
      <select value={words.language} onChange={({ currentTarget }) => pick(currentTarget.value)}>
        {words.languages.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Shared({ view: { words, shared }, actions }: PartProps): JSX.Element {
  return (
    <>
      <label class="row check">
        <input
          type="checkbox"
          checked={shared}
          aria-describedby="shared-hint"
          onChange={({ currentTarget }) => actions.share(currentTarget.checked)}
        />
        <span>{words.say('shared')}</span>
      </label>
      <p class="hint" id="shared-hint">
        {words.say('shared-hint')}
      </p>
    </>
  );
}

function PageLinks({ view: { words } }: Pick<PartProps, 'view'>): JSX.Element | null {
  const { privacy, accessibility } = words.links;
  const links = [
    { key: 'privacy', href: privacy },
    { key: 'accessibility', href: accessibility },
  ].filter(({ href }) => href !== null);
  if (links.length === 0) return null;
  return (
    <p class="links">
      {links.map(({ key, href }) => (
        <a key={key} href={href ?? ''} target="_blank" rel="noopener noreferrer">
          {words.say(key)}
          <span class="unseen"> ({words.say('opens-new')})</span>
        </a>
      ))}
    </p>
  );
}
