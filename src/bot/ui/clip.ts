/**
 * Cuts a text to a length and adds "…". Counts UTF-16 units as Telegram does, and never cuts a character in
 * two.
 *
 * @param length maximum length of the result in UTF-16 units
 */
export function clip(text: string, length: number): string {
  if (text.length <= length) {
    return text
  }
  let cut = text.slice(0, Math.max(0, length - 1))
  if (/[\ud800-\udbff]$/.test(cut)) {
    cut = cut.slice(0, -1)
  }
  return `${cut.trimEnd()}…`
}
