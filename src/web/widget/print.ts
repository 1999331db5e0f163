import { addSheet } from './sheets.ts';

/** While it prints, the page is only the conversation. */
const alone =
  '@media print{html,body{height:auto!important;overflow:visible!important}' +
  'body>:not(cpms-help){display:none!important}}';

/** Prints the conversation and nothing of the page around it. */
export function printConversation({ host }: ShadowRoot): void {
  const sheet = addSheet(document, alone);
  host.setAttribute('data-printing', '');
  const done = (): void => {
    sheet.remove();
    host.removeAttribute('data-printing');
    window.removeEventListener('afterprint', done);
  };
  window.addEventListener('afterprint', done);
  window.print();
}
