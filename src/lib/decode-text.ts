import { setImmediate as nextTurn } from "node:timers/promises"

/** Bytes that are decoded at once. */
const PART = 256 * 1024

/**
 * Decodes a text file that people save with Excel, Notepad or PowerShell: UTF-8, UTF-16 with a byte-order mark, or
 * windows-1251. The byte-order mark is not part of the result.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: encoding === "utf-8" }).decode(bytes)
  } catch {
    return new TextDecoder(OTHERWISE).decode(bytes)
  }
}

/** {@link decodeText} for files of some megabytes: it lets the event loop process requests meanwhile. */
export async function decodeLongText(bytes: Uint8Array): Promise<string> {
  const encoding = encodingOf(bytes)
  try {
    return await decodeInParts(bytes, new TextDecoder(encoding, { fatal: encoding === "utf-8" }))
  } catch {
    return decodeInParts(bytes, new TextDecoder(OTHERWISE))
  }
}

async function decodeInParts(bytes: Uint8Array, decoder: TextDecoder): Promise<string> {
  const parts: string[] = []
  for (let from = 0; from < bytes.length; from += PART) {
    parts.push(decoder.decode(bytes.subarray(from, from + PART), { stream: true }))
    await nextTurn()
  }
  parts.push(decoder.decode())
  return parts.join("")
}

/** Invalid UTF-8 is windows-1251, the default of Russian Windows. */
const OTHERWISE = "windows-1251"

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return "utf-16le"
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8"
}
