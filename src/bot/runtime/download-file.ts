import { GrammyError } from "grammy"
import { shopError } from "../../lib/errors"
import { optionsOf } from "../../workflows/settings"
import { API_ROOT } from "./client"
import type { ShopContext } from "./context"

/** Bot API, `getFile`: a bot downloads files of at most 20 MB. */
const MOST_FILE_BYTES = 20 * 1024 * 1024

const TIMEOUT_MS = 30_000

const tooLarge = () => shopError("file_too_large", "Telegram gives a bot files of at most 20 MB.")
const unavailable = () => shopError("file_unavailable", "The file could not be downloaded from Telegram.")

/**
 * Downloads a file that a user sent to the bot. No error contains its address, because the bot's token is in it.
 *
 * @throws file_too_large, file_unavailable
 */
export async function downloadFile({ api, container }: ShopContext, fileId: string): Promise<Buffer> {
  const { file_path: path, file_size: size = 0 } = await api.getFile(fileId).catch((error: unknown) => {
    if (error instanceof GrammyError && error.error_code === 400) {
      throw error.description.includes("too big") ? tooLarge() : unavailable()
    }
    throw error
  })
  if (size > MOST_FILE_BYTES) {
    throw tooLarge()
  }
  const { apiRoot = API_ROOT, token } = optionsOf(container)
  const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined)
  const bytes = response?.ok ? await response.arrayBuffer().catch(() => undefined) : undefined
  if (!bytes?.byteLength) {
    throw unavailable()
  }
  if (bytes.byteLength > MOST_FILE_BYTES) {
    throw tooLarge()
  }
  return Buffer.from(bytes)
}
