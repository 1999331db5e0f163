/** Puts a text into the clipboard; false where the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text);
  }
}

/** For pages without TLS and for old browsers; a page's policy may forbid the newer way too. */
function copyOldWay(text: string): boolean {
  let given = false;
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    given = true;
  };
  document.addEventListener('copy', give, true);
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is what old browsers have
    document.execCommand('copy');
    return given;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', give, true);
  }
}
