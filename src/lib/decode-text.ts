/**
 * Decodes a text file that people save with Excel, Notepad or PowerShell: UTF-8, UTF-16 with a byte-order mark, or
 * windows-1251. The byte-order mark is not part of the result.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new TextDecoder("utf-16le").decode(bytes)
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return new TextDecoder("utf-16be").decode(bytes)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // Invalid UTF-8 is windows-1251, the default of Russian Windows.
    return new TextDecoder("windows-1251").decode(bytes)
  }
}
