import { createHash } from "node:crypto"
import { readFile, stat } from "node:fs/promises"
import path from "node:path"
import { errorCode } from "../../lib/errors"
import { extensionOf, verifyPicture } from "../../lib/picture"
import type { CatalogPicture } from "./catalog-file"
import { fetchPublicFile } from "./fetch-public-file"
import { PictureProblem } from "./picture-problem"

/** Maximum size of a picture in bytes. Telegram accepts photos by URL only up to 5 MB. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024

/** Sources from which an import may take pictures. */
export type PictureRules = {
  /** The folder that contains the `file` pictures. Without a folder, `file` pictures are rejected. */
  folder?: string
  /** Whether `url` may point to a private network. */
  privateNetwork?: boolean
}

export type Picture = { content: Buffer; mimeType: string; extension: string }

/**
 * A key that identifies a picture in later imports: its URL, or the SHA-256 digest of its bytes.
 *
 * @throws PictureProblem if the file or the data cannot be read
 */
export async function pictureKey(source: CatalogPicture, rules: PictureRules): Promise<string> {
  if ("url" in source) {
    return source.url
  }
  return `sha256:${createHash("sha256")
    .update(await readPicture(source, rules))
    .digest("hex")}`
}

/**
 * Loads a picture of at most 5 MB. The file provider encodes it again when it is uploaded.
 *
 * @throws PictureProblem
 */
export async function loadPicture(source: CatalogPicture, rules: PictureRules): Promise<Picture> {
  try {
    const content = await readPicture(source, rules)
    const format = await verifyPicture(content)
    return { content, mimeType: `image/${format}`, extension: extensionOf(format) }
  } catch (error) {
    if (error instanceof PictureProblem) {
      throw error
    }
    throw new PictureProblem(
      errorCode(error) === "picture_too_large"
        ? "must have at most 50 million pixels"
        : "is not a JPEG, PNG or WebP picture",
    )
  }
}

async function readPicture(source: CatalogPicture, rules: PictureRules): Promise<Buffer> {
  if ("url" in source) {
    return fetchPublicFile(source.url, {
      maxBytes: MAX_PICTURE_BYTES,
      privateNetwork: rules.privateNetwork ?? false,
    })
  }
  return "file" in source ? readPictureFile(source.file, rules.folder) : decodePicture(source.data)
}

async function readPictureFile(name: string, folder: string | undefined): Promise<Buffer> {
  if (!folder) {
    throw new PictureProblem("works only with `npm run catalog:import`: use url or data here")
  }
  const file = path.resolve(folder, name)
  if (path.relative(folder, file).startsWith("..") || path.isAbsolute(name)) {
    throw new PictureProblem("must be in the folder of the import file or in a subfolder")
  }
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  )
  if (size === undefined) {
    throw new PictureProblem("does not exist")
  }
  if (size > MAX_PICTURE_BYTES) {
    throw new PictureProblem("must have at most 5 MB")
  }
  return readFile(file)
}

function decodePicture(data: string): Buffer {
  const base64 = data.replace(/^data:image\/[a-z+.-]+;base64,/, "")
  // Searches for invalid characters: a pattern for valid base64 would overflow the stack on megabytes of
  // data.
  if (/[^A-Za-z0-9+/=\s]/.test(base64) || /=\s*[^=\s]/.test(base64)) {
    throw new PictureProblem("must be base64, with or without data:image/…;base64, before it")
  }
  const content = Buffer.from(base64, "base64")
  if (content.length > MAX_PICTURE_BYTES) {
    throw new PictureProblem("must have at most 5 MB")
  }
  return content
}
