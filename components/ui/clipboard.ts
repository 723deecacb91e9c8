export interface Copied {
  readonly text: string;
  /** Built of escaped text; pasted where formatted text is taken. */
  readonly html?: string | undefined;
}

/** Puts something into the clipboard, as formatted text too where the browser can. `false`: the browser refused. */
export const copyToClipboard = async (clipboard: Clipboard, { text, html }: Copied): Promise<boolean> => {
  try {
    if (html !== undefined && 'ClipboardItem' in globalThis) {
      const parts = { 'text/plain': new Blob([text], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) };
      await clipboard.write([new ClipboardItem(parts)]);
    } else await clipboard.writeText(text);
    return true;
  } catch {
    return false; // Not allowed here, or the window lost focus meanwhile.
  }
};
