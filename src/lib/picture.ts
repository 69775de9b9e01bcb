import { MedusaError } from "@medusajs/framework/utils"
import sharp, { type Metadata } from "sharp"
import { shopError } from "./errors"

/** Maximum size of an uploaded picture in bytes. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024

/** Maximum number of pixels. A larger picture takes seconds and hundreds of megabytes to decode. */
export const MAX_PIXELS = 50_000_000

/** A larger picture is reduced to this width and height. */
const MAX_SIDE = 2560

/** Decodes damaged pictures as far as possible, as browsers do. */
const READING = { limitInputPixels: MAX_PIXELS, failOn: "none" } as const

/** Formats that sharp decodes, with the format in which the shop stores them. */
const STORED_AS = { jpeg: "jpeg", png: "png", webp: "webp", gif: "webp", heif: "webp" } as const

export type StoredFormat = (typeof STORED_AS)[keyof typeof STORED_AS]

const isKnown = (format: string | undefined): format is keyof typeof STORED_AS =>
  format !== undefined && format in STORED_AS

/**
 * Recognizes a picture by its content and checks its number of pixels. Reads only the header.
 *
 * @returns the format in which the shop stores the picture
 * @throws not_a_picture, picture_too_large
 */
async function checkPicture(content: Buffer): Promise<StoredFormat> {
  const { format, width = 0, height = 0 } = await metadataOf(content)
  if (!isKnown(format)) {
    throw notAPicture()
  }
  if (width * height > MAX_PIXELS) {
    throw shopError(
      "picture_too_large",
      `The picture has ${width} × ${height} pixels: at most ${MAX_PIXELS / 1_000_000} million are allowed.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  return STORED_AS[format]
}

/**
 * Checks as {@link checkPicture}, and that the whole picture can be decoded.
 *
 * @throws not_a_picture, picture_too_large
 */
export async function verifyPicture(content: Buffer): Promise<StoredFormat> {
  const format = await checkPicture(content)
  try {
    await sharp(content, READING).resize(32, 32, { fit: "inside" }).raw().toBuffer()
    return format
  } catch {
    throw notAPicture()
  }
}

/** The extension of a stored file. */
export const extensionOf = (format: StoredFormat): string => (format === "jpeg" ? "jpg" : format)

async function metadataOf(content: Buffer): Promise<Partial<Metadata>> {
  try {
    return await sharp(content, { limitInputPixels: false }).metadata()
  } catch {
    return {}
  }
}

/**
 * Encodes a picture again: the result has no metadata, such as the place where a photo was taken, and no
 * bytes that a browser could read as another type of file.
 *
 * @throws not_a_picture, picture_too_large
 */
export async function encodePicture(
  content: Buffer,
): Promise<{ content: Buffer; extension: string; mimeType: string }> {
  if (content.length > MAX_UPLOAD_BYTES) {
    throw shopError(
      "picture_too_large",
      `The picture is larger than ${MAX_UPLOAD_BYTES / 1024 / 1024} MB.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  const format = await checkPicture(content)
  try {
    const encoded = await sharp(content, READING)
      .rotate()
      .resize(MAX_SIDE, MAX_SIDE, { fit: "inside", withoutEnlargement: true })
      .toFormat(format, { quality: 88 })
      .toBuffer()
    return { content: encoded, extension: extensionOf(format), mimeType: `image/${format}` }
  } catch {
    throw notAPicture()
  }
}

const notAPicture = () =>
  shopError(
    "not_a_picture",
    "Only pictures can be uploaded: JPEG, PNG, WebP, GIF or AVIF.",
    MedusaError.Types.INVALID_DATA,
  )
