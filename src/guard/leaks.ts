import type { Finding, Range } from './finding.ts';

const token = /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{4,}(?:\.[\w-]*)?/g;
const bearer = /(?<!\w)(?:bearer|basic|token) {1,4}([\w.~+/-]{12,}={0,2})/gi;
const issuedKey =
  /(?<![\w-])(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|sk-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{12,}|(?:ST|TGT|PGT)-\d+-[\w-]{6,})/g;
const keyBegin = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const userInfo = /(?<![\w+.-])[a-z][a-z\d+.-]{1,20}:\/\/([^\s/?#@:]{1,200}:[^\s/?#@]{1,200})@/gi;
const secretParameter =
  /[?&#;](?:\w{0,20}token|\w{0,8}ticket|code|key|api_?key|\w{0,8}secret|password|passwd|pwd|auth|sig|signature|session(?:id)?|sid|jwt|otp|loginrequestid)=[^&#\s]/i;
const linkWithQuery = /(?<!\S)[^\s?#]{3,}[?#]\S+/g;
const entryPath =
  /\/(?:\w{0,12}(?:reset|activat|confirm|verif|invit|magic)\w{0,12})\/([\w.~-]{16,})/gi;

/**
 * Finds secrets that have a shape of their own: tokens, keys, logins in addresses, and links that let
 * whoever holds them in, such as those of EU Login for activation and reset.
 */
export function findLeaks(text: string): readonly Finding[] {
  const found = [
    ...groupsOf(text, token, 0),
    ...groupsOf(text, bearer, 1).filter((it) => /[\d=]/.test(text.slice(it.start, it.end))),
    ...groupsOf(text, issuedKey, 0),
    ...privateKeys(text),
    ...groupsOf(text, userInfo, 1),
    ...queries(text),
    ...groupsOf(text, entryPath, 1).filter((it) => /\d/.test(text.slice(it.start, it.end))),
  ];
  return found.map((it) => ({ kind: 'secret', ...it }));
}

function groupsOf(text: string, pattern: RegExp, group: number): readonly Range[] {
  return [...text.matchAll(pattern)].map((match) => {
    const value = match[group] ?? '';
    const start = match.index + match[0].lastIndexOf(value);
    return { start, end: start + value.length };
  });
}

/** From the first line of a private key to its last, or to the end of the text if that is missing. */
function privateKeys(text: string): readonly Range[] {
  const found: Range[] = [];
  let done = 0;
  for (const { 0: begin, index } of text.matchAll(keyBegin)) {
    if (index < done) continue;
    const close = text.indexOf('-----END', index + begin.length);
    const lineEnd = close < 0 ? -1 : text.indexOf('-----', close + 8);
    done = lineEnd < 0 ? text.length : lineEnd + 5;
    found.push({ start: index, end: done });
  }
  return found;
}

/** The whole query of a link, as one parameter more or less may be what lets people in. */
function queries(text: string): readonly Range[] {
  return [...text.matchAll(linkWithQuery)].flatMap(({ 0: link, index }) => {
    const query = link.search(/[?#]/);
    const end = index + link.replace(/[.,;:!?)\]}>"'»]{1,5}$/, '').length;
    return secretParameter.test(link.slice(query)) ? [{ start: index + query + 1, end }] : [];
  });
}
