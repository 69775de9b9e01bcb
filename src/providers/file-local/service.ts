import path from "node:path"
import type { FileTypes } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { LocalFileService } from "@medusajs/medusa/file-local"
import { shopError } from "../../lib/errors"
import { encodePicture } from "../../lib/picture"
import { PRIVATE_FILE_MS, privateLink } from "../../lib/private-link"
import { keepPrivateFolder } from "./private-folders"

export type GuardedFileOptions = {
  /** Public address of the server. */
  serverUrl: string
  /** Secret that signs the links to private files. */
  secret: string
  /** Folder of pictures, which anybody can read. Default: `static` in the working directory. */
  uploadFolder?: string
  /** Folder of private files, such as exports. Default: `private-files` in the working directory. */
  privateFolder?: string
}

/** Medusa's admin uploads the file of a product import as a public file. */
const CSV = /\.csv$/i

/**
 * Medusa's local file provider with two rules. Public files are pictures, recognized by their content and encoded again.
 * Private files and CSV files are outside of the public folder, and their links are signed and end after an hour.
 */
export default class GuardedFileProvider extends LocalFileService {
  static override identifier = "guldasta-local"
  readonly #options: GuardedFileOptions

  constructor(container: unknown, options: GuardedFileOptions) {
    const privateFolder = options.privateFolder ?? path.join(process.cwd(), "private-files")
    super(container, {
      backend_url: `${options.serverUrl}/static`,
      upload_dir: options.uploadFolder,
      private_upload_dir: privateFolder,
    })
    this.#options = options
    keepPrivateFolder(privateFolder)
    // Older versions of the shop used Medusa's own provider, which stored private files in the public folder.
    keepPrivateFolder(this.uploadDir_)
  }

  /** @throws not_a_picture, picture_too_large when a public file is not a picture that may be stored */
  override async upload(file: FileTypes.ProviderUploadFileDTO): Promise<FileTypes.ProviderFileResultDTO> {
    const filename = path.basename(file.filename)
    if (file.access !== "public" || CSV.test(filename)) {
      return this.#private(await super.upload({ ...file, filename, access: "private" }))
    }
    const { content, extension, mimeType } = await encodePicture(bytesOf(file.content))
    return super.upload({
      ...file,
      filename: `${path.parse(filename).name}.${extension}`,
      mimeType,
      content: content.toString("base64"),
    })
  }

  /** Opens a stream for a private file. @throws not_a_picture for a public file, whose content must be checked first */
  override async getUploadStream(file: FileTypes.ProviderUploadStreamDTO) {
    if (file.access === "public") {
      throw shopError(
        "not_a_picture",
        "A public file cannot be uploaded as a stream.",
        MedusaError.Types.INVALID_DATA,
      )
    }
    const stream = await super.getUploadStream({ ...file, filename: path.basename(file.filename) })
    return {
      ...stream,
      url: this.#link(stream.fileKey),
      promise: stream.promise.then((result) => this.#private(result)),
    }
  }

  override async getPresignedDownloadUrl(file: FileTypes.ProviderGetFileDTO): Promise<string> {
    const url = await super.getPresignedDownloadUrl(file)
    return file.fileKey.startsWith("private-") ? this.#link(file.fileKey) : url
  }

  #private(result: FileTypes.ProviderFileResultDTO): FileTypes.ProviderFileResultDTO {
    return { ...result, url: this.#link(result.key) }
  }

  #link(key: string): string {
    const { serverUrl, secret } = this.#options
    return `${serverUrl}${privateLink(secret, key, Date.now() + PRIVATE_FILE_MS)}`
  }
}

/** The bytes of a file whose content comes as base64 or as a binary string. */
function bytesOf(content: string): Buffer {
  const decoded = Buffer.from(content, "base64")
  return decoded.toString("base64") === content ? decoded : Buffer.from(content, "binary")
}
