/** Files as spreadsheets and cabinets write them: UTF-8 with or without its mark, UTF-16 with it, windows-1251. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new TextDecoder("utf-16le").decode(bytes)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are no UTF-8 are the one-byte alphabet of Russian Windows.
    return new TextDecoder("windows-1251").decode(bytes)
  }
}
