import { createHash } from "node:crypto"
import { readFile, stat } from "node:fs/promises"
import path from "node:path"
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
 * Loads a picture and checks that it is a JPEG, PNG or WebP of at most 5 MB.
 *
 * @throws PictureProblem
 */
export async function loadPicture(source: CatalogPicture, rules: PictureRules): Promise<Picture> {
  const content = await readPicture(source, rules)
  const kind = pictureKind(content)
  if (!kind) {
    throw new PictureProblem("is not a JPEG, PNG or WebP picture")
  }
  return { content, ...kind }
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

/** Detects the format by the first bytes, because a file name can be wrong. */
function pictureKind(content: Buffer): { mimeType: string; extension: string } | undefined {
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) {
    return { mimeType: "image/jpeg", extension: "jpg" }
  }
  if (content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) {
    return { mimeType: "image/png", extension: "png" }
  }
  const webp =
    content.subarray(0, 4).toString("latin1") === "RIFF" &&
    content.subarray(8, 12).toString("latin1") === "WEBP"
  return webp ? { mimeType: "image/webp", extension: "webp" } : undefined
}
