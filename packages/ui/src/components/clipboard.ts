/** Copies text; false when it did not work. Falls back to the document's own copy, which needs no permission after a press. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr-only';
  document.body.append(field);
  field.select();
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- the only way left where the clipboard permission is denied
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
  }
}
