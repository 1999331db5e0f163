import type { Environment, Socket, SocketEars } from './environment.ts';
import type { Shelf } from './memory.ts';
import { createMemory } from './memory.ts';

/** The browser as the connection sees it. */
export function browserEnvironment(): Environment {
  return {
    fetch: (url, request) => fetch(url, request),
    openSocket,
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    newId,
    hidden: () => document.hidden,
    memory: createMemory(
      shelf(() => localStorage),
      shelf(() => sessionStorage),
    ),
  };
}

/** A page's policy may forbid sockets by throwing. */
function openSocket(url: string, ears: SocketEars): Socket | null {
  try {
    const socket = new WebSocket(url);
    socket.onopen = ears.opened;
    socket.onmessage = ({ data }) => ears.heard(String(data));
    socket.onclose = ears.closed;
    return { close: () => socket.close() };
  } catch {
    return null;
  }
}

/** Naming a forbidden storage throws already. */
function shelf(open: () => Shelf): Shelf | null {
  try {
    return open();
  } catch {
    return null;
  }
}

/** `crypto.randomUUID` is newer than our oldest browser. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
