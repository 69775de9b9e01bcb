/**
 * A text cut to a length, with "…" where something was left out. Telegram counts a caption in UTF-16 units, and
 * a cut never goes through the middle of a character.
 *
 * @param length at most this many UTF-16 units come back
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
