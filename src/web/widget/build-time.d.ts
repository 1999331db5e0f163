/** Words of one language that are needed before the chat is loaded. */
interface LauncherWords {
  readonly launcher: string;
  readonly unavailable: string;
}

/** By language; put in when the widget is built. */
declare const LAUNCHER_WORDS: Readonly<Record<string, LauncherWords>>;

/** File name of the chat; put in when the widget is built. */
declare const CHAT_FILE: string;

/** A stylesheet as text, minified. */
declare module '*.css?inline' {
  const css: string;
  export { css as default };
}
