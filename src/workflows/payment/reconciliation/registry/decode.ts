/** Decodes a file: UTF-8 with or without BOM, UTF-16 LE with BOM, or windows-1251. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new TextDecoder("utf-16le").decode(bytes)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // Invalid UTF-8 is windows-1251, the default of Russian Windows.
    return new TextDecoder("windows-1251").decode(bytes)
  }
}
