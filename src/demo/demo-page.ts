import { escapeHtml } from './escape-html.ts';

/** What the demonstration page shows. */
export interface DemoParts {
  readonly language: string;
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  /** The words of the page, by key. */
  readonly say: (key: string) => string;
  readonly networks: readonly { readonly id: string; readonly name: string }[];
  /** The network that the page plays; null for none. */
  readonly network: string | null;
  /** Where the widget is loaded from, as a page elsewhere would write it. */
  readonly origin: string;
}

/** The six steps, as the dialogs count them. */
const steps = ['account', 'factor', 'request', 'approval', 'login', 'preferences'] as const;

/** The colour that the widget has where a page names none. */
const accent = '#0b4f9e';

/**
 * A page that looks like a network's site and carries the widget by one script tag, as every site does.
 *
 * It needs no style and no script of its own in its text, so it works under the strictest policy.
 */
export function demoPage(parts: DemoParts): string {
  const { language, languages, network } = parts;
  const say = (key: string): string => escapeHtml(parts.say(key));
  const chosen = parts.networks.find(({ id }) => id === network) ?? null;
  const name = escapeHtml(chosen?.name ?? parts.say('brand'));
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
${head(say('title'))}
<body>
<header>
<a class="skip" href="#content">${say('skip')}</a>
<p class="notice">${say('notice')}</p>
<div class="wide bar">
<p class="brand"><img src="/widget/logo.svg" alt="" width="44" height="44"> <span>${name}</span></p>
<nav aria-label="${say('languages')}"><ul>
${languages.map((it) => languageLink(it, language, chosen?.id ?? null)).join('\n')}
</ul></nav>
</div>
</header>
<main id="content">
<section class="hero"><div class="wide">
<h1>${say('heading')}</h1>
<p>${say('lead')}</p>
</div></section>
<section class="wide" aria-labelledby="steps">
<h2 id="steps">${say('steps')}</h2>
<ol class="cards">
${steps.map((step) => `<li><h3>${say(`step.${step}`)}</h3><p>${say(`about.${step}`)}</p></li>`).join('\n')}
</ol>
</section>
${pasting(parts, chosen?.id ?? null, say)}
</main>
<footer><div class="wide"><p>${say('foot')}</p></div></footer>
<script src="/widget.js"${attributes(parts, chosen?.id ?? null)} async></script>
</body>
</html>
`;
}

function head(title: string): string {
  return `<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/widget/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="/widget/demo.css">
</head>`;
}

/** What an editor pastes, and how a page drives the chat. */
function pasting(parts: DemoParts, network: string | null, say: (key: string) => string): string {
  const src = `${escapeHtml(parts.origin)}/widget.js`;
  const look = ` data-accent="${accent}" data-position="right"`;
  const snippet = `<script src="${src}"${attributes(parts, network)}${look} async></script>`;
  const options = parts.networks.map(({ id, name }) => {
    const query = new URLSearchParams({ lang: parts.language, network: id }).toString();
    const current = id === network ? ' aria-current="true"' : '';
    return `<li><a href="/?${escapeHtml(query)}"${current}>${escapeHtml(name)}</a></li>`;
  });
  return `<section class="wide" aria-labelledby="paste">
<h2 id="paste">${say('paste')}</h2>
<p>${say('paste-how')}</p>
<pre><code>${escapeHtml(snippet)}</code></pre>
<dl>
${['network', 'language', 'accent', 'position', 'greeting']
  .map((it) => `<div><dt><code>data-${it}</code></dt><dd>${say(`attribute.${it}`)}</dd></div>`)
  .join('\n')}
</dl>
<h3>${say('api')}</h3>
<p>${say('api-how')}</p>
<pre><code>CpmsHelp.open()
CpmsHelp.close()
CpmsHelp.send('…')
CpmsHelp.on('message', (event) =&gt; { })</code></pre>
<h3>${say('try')}</h3>
<ul class="networks">
${options.join('\n')}
</ul>
</section>`;
}

function attributes({ language }: DemoParts, network: string | null): string {
  const played = network === null ? '' : ` data-network="${escapeHtml(network)}"`;
  return `${played} data-language="${escapeHtml(language)}"`;
}

function languageLink(
  { tag, name }: { readonly tag: string; readonly name: string },
  current: string,
  network: string | null,
): string {
  const query = new URLSearchParams({ lang: tag, ...(network === null ? {} : { network }) });
  const here = tag === current ? ' aria-current="true"' : '';
  const words = `lang="${escapeHtml(tag)}" hreflang="${escapeHtml(tag)}"${here}`;
  return `<li><a href="/?${escapeHtml(query.toString())}" ${words}>${escapeHtml(name)}</a></li>`;
}
