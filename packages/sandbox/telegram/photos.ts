import { badRequest } from "./errors"

export type ImageSize = { width: number; height: number; type: "png" | "jpg" | "webp" | "gif" }

/**
 * Reads the size of a picture from its header.
 *
 * @returns undefined when the bytes are not a PNG, JPEG, WebP or GIF
 */
export function imageSize(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 24) return undefined
  if (bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString("latin1", 12, 16) === "IHDR") {
    return { type: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  if (bytes.toString("latin1", 0, 4) === "GIF8") {
    return { type: "gif", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  }
  if (bytes.readUInt16BE(0) === 0xffd8) return jpegSize(bytes)
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP")
    return webpSize(bytes)
  return undefined
}

/** Reads the segments up to the frame header (SOF0…SOF15 except DHT, JPG and DAC). */
function jpegSize(bytes: Buffer): ImageSize | undefined {
  let at = 2
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { type: "jpg", height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

function webpSize(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 30) return undefined
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return { type: "webp", width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case "VP8L": {
      const bits = bytes.readUInt32LE(21)
      return { type: "webp", width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case "VP8X":
      return { type: "webp", width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      return undefined
  }
}

/**
 * Checks Telegram's limits for photos.
 *
 * @returns the size in pixels
 * @throws ApiError 400 IMAGE_PROCESS_FAILED when the bytes are not a picture, PHOTO_INVALID_DIMENSIONS when the sides sum
 *   to more than 10000 pixels or the ratio of the sides exceeds 20
 */
export function photoSize(bytes: Buffer): ImageSize {
  const size = imageSize(bytes)
  if (!size || size.width === 0 || size.height === 0) throw badRequest("IMAGE_PROCESS_FAILED")
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
  if (short + long > 10_000 || long > short * 20) throw badRequest("PHOTO_INVALID_DIMENSIONS")
  return size
}

/** Telegram's photo sizes: each fits into a square with this side in pixels. The largest is the picture itself, at most 1280. */
const steps = [
  { letter: "s", side: 90 },
  { letter: "m", side: 320 },
  { letter: "x", side: 800 },
  { letter: "y", side: 1280 },
] as const

/** Returns the sizes that Telegram offers for a photo, smallest first. */
export function offeredSizes({ width, height }: { width: number; height: number }) {
  const long = Math.max(width, height)
  const smaller = steps.filter(({ side }) => side < long)
  const own = steps.find(({ side }) => side >= long)
  return [...smaller, ...(own ? [{ letter: own.letter, side: long }] : [])].map(({ letter, side }) => ({
    letter,
    width: Math.max(1, Math.round((width * side) / long)),
    height: Math.max(1, Math.round((height * side) / long)),
  }))
}
