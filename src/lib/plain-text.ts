/** Cleans texts that people paste from messengers, documents and spreadsheets. */

/** Invisible characters that an emoji or a Persian word needs: a flag's tags and the joiners between two letters. */
const NEEDED = [
  /\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}/u,
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})/u,
  /(?<=\p{L})\u200C(?=\p{L})/u,
]
/**
 * Control and format characters except tab and new line, and letters and symbols without a shape. The format
 * characters include those that change the text direction: after them a phone number is shown reversed.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]|[\p{Cf}\p{Cs}]|[\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFFA0\uFFFC]/u

const REMOVED = new RegExp(
  [...NEEDED.map(({ source }) => `(?:${source})`), `(${INVISIBLE.source})`].join("|"),
  "gu",
)

/**
 * Removes invisible and control characters, and replaces each kind of space with an ordinary one. Line ends
 * become `\n`.
 */
export function withoutInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(REMOVED, (found, invisible: string | undefined) => (invisible === undefined ? found : ""))
    .replace(/[\p{Zs}\t]/gu, " ")
}

/**
 * Replaces Arabic, Persian and full-width digits with 0 to 9, and full-width signs with ordinary ones. For texts
 * that are read as a number.
 */
export function withPlainDigits(text: string): string {
  // In both scripts the last four bits of a digit's code are its value.
  return text
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
}
