import type { JSX, RefObject } from 'preact';
import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayName, firstOfDays, nearDay } from './days.ts';
import { Icon } from './icon.tsx';
import { isOpen } from './log.ts';
import type { Choice, Message } from './message.ts';
import { MessageItem } from './message-item.tsx';
import { PendingItem } from './pending-item.tsx';
import type { PartProps, View } from './view.ts';
import { isTroubled } from './view.ts';
import type { Words } from './words.ts';

/** Shorter waits need no sign. */
const signAfterMs = 400;

/** A message of which less than this is in sight is out of sight. */
const nearEnd = 60;

/** What the list is given besides. */
interface MessagesProps extends PartProps {
  readonly origin: string;
}

/** What was said, oldest first. It is silent for screen readers: the announcer reads what is new. */
export function Messages(props: MessagesProps): JSX.Element {
  const { view, actions } = props;
  const { words, state } = view;
  const list = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const typing = useLate(state.waiting, signAfterMs);
  useLayoutEffect(() => showNewest(list.current), [endOf(view), typing]);
  const choose: typeof actions.choose = (choice) => {
    // The button goes when it is pressed; the next ones come in the list.
    list.current?.focus();
    actions.choose(choice);
  };
  return (
    <>
      <div
        class="list"
        ref={list}
        role="log"
        aria-live="off"
        aria-label={words.say('conversation')}
        tabIndex={0}
        onScroll={({ currentTarget }) => setAway(isAway(currentTarget))}
      >
        <Said {...props} choose={choose} />
        {state.log.pending.map((it) => (
          <PendingItem key={it.clientId} pending={it} words={words} retry={actions.retry} />
        ))}
        {typing && <Typing words={words} />}
      </div>
      {away && <Jump list={list} words={words} />}
    </>
  );
}

interface SaidProps extends MessagesProps {
  readonly choose: (choice: Choice) => void;
}

function Said({ view, actions, origin, choose }: SaidProps): JSX.Element {
  const { words, state } = view;
  const { messages } = state.log;
  const forgotten = state.phase === 'forgotten';
  if (forgotten && messages.length === 0) return <p class="day">{words.say('forgotten')}</p>;
  const firsts = firstOfDays(messages);
  // A receipt is the last word of a conversation that is not there any more.
  const open = isOpen(state.log) && !forgotten ? messages[messages.length - 1] : undefined;
  return (
    <>
      {messages.map((message) => (
        <Fragment key={message.id}>
          {firsts.has(message.id) && <Day message={message} words={words} />}
          <MessageItem
            message={message}
            words={words}
            origin={origin}
            announce={actions.announce}
            choose={message === open ? choose : null}
          />
        </Fragment>
      ))}
    </>
  );
}

interface JumpProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly words: Words;
}

function Jump({ list, words }: JumpProps): JSX.Element {
  const jump = (): void => {
    list.current?.focus();
    list.current?.scrollTo(0, list.current.scrollHeight);
  };
  return (
    <button type="button" class="jump" onClick={jump}>
      <Icon name="down" />
      {words.say('jump')}
    </button>
  );
}

/** Changes whenever the end of the list does, or the room for it. */
function endOf(view: View): string {
  const { messages, pending } = view.state.log;
  const newest = messages[messages.length - 1]?.id ?? '';
  const statuses = pending.map(({ status }) => status);
  return [newest, ...statuses, view.open, isTroubled(view)].join();
}

function Day({ message: { at }, words }: { message: Message; words: Words }): JSX.Element | null {
  if (at === null) return null;
  const near = nearDay(at, Date.now());
  return <p class="day">{near === null ? dayName(at, words.language) : words.say(near)}</p>;
}

function Typing({ words }: { readonly words: Words }): JSX.Element {
  return (
    <p class="typing">
      <span class="unseen">{words.say('typing')}</span>
      <i />
      <i />
      <i />
    </p>
  );
}

/** True once something has been true for a while. */
function useLate(now: boolean, ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!now) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [now, ms]);
  return now && late;
}

/** Shows the end; of a message that is taller than the list its beginning. */
function showNewest(list: HTMLElement | null): void {
  const last = newestIn(list);
  if (list !== null && last !== null) list.scrollTop = last.offsetTop - 16;
}

/** Whether the newest message is out of sight, below. */
function isAway(list: HTMLElement): boolean {
  const last = newestIn(list);
  return last !== null && last.offsetTop > list.scrollTop + list.clientHeight - nearEnd;
}

function newestIn(list: HTMLElement | null): HTMLElement | null {
  const all = list?.querySelectorAll<HTMLElement>('.item, .typing');
  return all?.[all.length - 1] ?? null;
}
