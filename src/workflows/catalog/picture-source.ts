import { createHash } from "node:crypto"
import { readFile, stat } from "node:fs/promises"
import path from "node:path"
import type { CatalogPicture } from "./catalog-file"
import { fetchPublicFile } from "./fetch-public-file"
import { PictureProblem } from "./picture-problem"

/** A picture may be this large; Telegram takes photos by address up to 5 MB. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024

/** Where an import may take pictures from. */
export type PictureRules = {
  /** The folder that `file` pictures lie in; without it they are refused. */
  folder?: string
  /** Whether `url` may lead into the shop's own network. */
  privateNetwork?: boolean
}

export type Picture = { content: Buffer; mimeType: string; extension: string }

/**
 * A name by which a picture is known again: its address, or the digest of its bytes.
 *
 * @throws PictureProblem when it is a file or data that cannot be read
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
 * The picture itself, checked to be a JPEG, PNG or WebP of at most 5 MB.
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
    throw new PictureProblem("can only be used by `npm run catalog:import`: give a url or data here")
  }
  const file = path.resolve(folder, name)
  if (path.relative(folder, file).startsWith("..") || path.isAbsolute(name)) {
    throw new PictureProblem("must lie in the folder of the import file or below it")
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
  // Two looks for what must not be there: a pattern of what must be would fill the stack with megabytes.
  if (/[^A-Za-z0-9+/=\s]/.test(base64) || /=\s*[^=\s]/.test(base64)) {
    throw new PictureProblem("must be base64, with or without data:image/…;base64, before it")
  }
  const content = Buffer.from(base64, "base64")
  if (content.length > MAX_PICTURE_BYTES) {
    throw new PictureProblem("must have at most 5 MB")
  }
  return content
}

/** What a picture is, told by its first bytes, which cannot lie as a name can. */
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
