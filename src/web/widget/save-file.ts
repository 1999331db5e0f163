/** Gives a text to the browser to save as a file. */
export function saveFile(name: string, text: string): void {
  // Editors of old Windows take a text for Latin without the mark.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
