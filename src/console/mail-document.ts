/**
 * A mail's HTML as it is served into its frame. Unchanged but for one thing: links open in a new tab, because the frame may
 * show nothing but the mail. A `<base>` in front of the document type would change how the mail is laid out.
 */
export function mailDocument(html: string): string {
  return html.replace(/<head(?:\s[^>]*)?>/i, '$&<base target="_blank">');
}
