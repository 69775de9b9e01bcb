import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { InputFile } from "grammy"
import { telegramOf } from "../runtime/telegram"
import { fetchPublicFile } from "../../workflows/catalog/fetch-public-file"
import { optionsOf } from "../../workflows/settings"

/** A picture to show. `key` is unique per picture; `load` gives its bytes, its address or its file_id. */
export type Picture = {
  key: string
  load: (container: MedusaContainer) => Promise<InputFile | string>
}

export type BannerName = "menu" | "cart" | "checkout" | "orders" | "help" | "builder"

const assets = path.join(__dirname, "..", "assets")

/** A picture of the bot, from `src/bot/assets`. */
export function banner(name: BannerName): Picture {
  return {
    key: `banner:${name}`,
    load: async () => new InputFile(await readFile(path.join(assets, `${name}.jpg`)), `${name}.jpg`),
  }
}

/** A picture of the catalogue by its address; the menu's banner for a product without a picture. */
export function pictureAt(url: string | null | undefined): Picture {
  if (!url) {
    return banner("menu")
  }
  return { key: `url:${url}`, load: (container) => loadAddress(container, url) }
}

/** A photo that a user sent to this bot, by its file_id. */
export function pictureByFileId(fileId: string): Picture {
  return { key: `file:${fileId}`, load: async () => fileId }
}

/**
 * Returns the file of a picture in the local file store, because Telegram may not reach the shop's server.
 * For another https address returns the address, which Telegram fetches itself (Bot API, "Sending files").
 */
async function loadAddress(container: MedusaContainer, url: string): Promise<InputFile | string> {
  const { pathname } = new URL(url)
  const stored = await storedFile(container, url)
  if (!stored && isPublicAddress(url)) {
    return url
  }
  return new InputFile(stored ?? (await pictureBytes(container, url)), path.basename(pathname))
}

/** Whether Telegram can fetch an address itself. */
export function isPublicAddress(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === "https:" && hostname !== "localhost"
}

/**
 * A file of the local file store, whatever the address of the server was when it was uploaded; undefined for private files
 * and for files that the store does not have, because other hosts have pictures under /static/ too.
 */
async function storedFile(container: MedusaContainer, url: string): Promise<Buffer | undefined> {
  const { pathname } = new URL(url)
  const name = pathname.startsWith("/static/") ? decodeURIComponent(pathname.slice("/static/".length)) : ""
  if (!name || name.startsWith("private-")) {
    return undefined
  }
  return container
    .resolve(Modules.FILE)
    .getAsBuffer(name)
    .catch(() => undefined)
}

/** Maximum size of a picture in bytes. A larger picture is not downloaded. */
const MAX_BYTES = 10_000_000

/**
 * Reads a catalogue picture into memory, to draw with it.
 *
 * @throws Error when the picture cannot be read, is in a private network, takes longer than 10 s or is too large
 */
export async function pictureBytes(container: MedusaContainer, url: string): Promise<Buffer> {
  const privateNetwork = optionsOf(container).pictureHosts ?? []
  return (await storedFile(container, url)) ?? fetchPublicFile(url, { maxBytes: MAX_BYTES, privateNetwork })
}

/** Cache key of a picture for this bot. A file_id is valid only for the bot that uploaded the file. */
function nameOf(container: MedusaContainer, picture: Picture): string {
  return `${optionsOf(container).token?.split(":")[0] ?? ""}|${picture.key}`
}

const cacheKey = (container: MedusaContainer, picture: Picture): string =>
  createHash("sha256").update(nameOf(container, picture)).digest("hex")

const isSentBefore = ({ key }: Picture): boolean => key.startsWith("file:")

/**
 * Memory cache of the file ids in the database. A file id stays valid until Telegram refuses it.
 * The cache is cleared when it has {@link MOST_FILE_IDS} entries.
 */
const fileIds = new Map<string, string>()
const MOST_FILE_IDS = 20_000

/** The photo parameter for Telegram: the known file_id, else the picture itself. */
export async function photoToSend(container: MedusaContainer, picture: Picture): Promise<InputFile | string> {
  if (isSentBefore(picture)) {
    return picture.load(container)
  }
  const name = nameOf(container, picture)
  const kept = fileIds.get(name)
  if (kept) {
    return kept
  }
  const [known] = await telegramOf(container).listFiles({ key: cacheKey(container, picture) }, { take: 1 })
  if (!known) {
    return picture.load(container)
  }
  keepFileId(name, known.file_id)
  return known.file_id
}

/**
 * The file ids of the pictures that Telegram has, by the address of the picture. Reads the unknown ones with one statement.
 */
export async function knownFileIds(container: MedusaContainer, urls: string[]): Promise<Map<string, string>> {
  const pictures = [...new Set(urls)].map((url) => ({ url, picture: pictureAt(url) }))
  const unknown = pictures.filter(({ picture }) => !fileIds.has(nameOf(container, picture)))
  const keys = unknown.map(({ picture }) => cacheKey(container, picture))
  const stored = keys.length
    ? await telegramOf(container).listFiles({ key: keys }, { take: keys.length })
    : []
  const storedByKey = new Map(stored.map(({ key, file_id }) => [key, file_id]))
  for (const { picture } of unknown) {
    const fileId = storedByKey.get(cacheKey(container, picture))
    if (fileId) {
      keepFileId(nameOf(container, picture), fileId)
    }
  }
  return new Map(
    pictures.flatMap(({ url, picture }) => {
      const fileId = fileIds.get(nameOf(container, picture))
      return fileId ? [[url, fileId] as const] : []
    }),
  )
}

/** Maximum time in ms to wait for the upload of the same picture by another update. */
const WAIT_MS = 5000
const uploading = new Map<string, Promise<unknown>>()

/**
 * Sends a picture that Telegram may not have yet. Concurrent callers with the same picture wait for the first
 * upload and then send its file_id. When the first upload fails, each caller uploads the picture itself.
 *
 * @param send sends the file of {@link photoToSend} and passes the result to {@link rememberPhoto}
 */
export async function uploadOnce<Result>(
  container: MedusaContainer,
  picture: Picture,
  send: () => Promise<Result>,
): Promise<Result> {
  const name = nameOf(container, picture)
  if (isSentBefore(picture) || fileIds.has(name)) {
    return send()
  }
  const ahead = uploading.get(name)
  if (ahead) {
    await Promise.race([ahead, sleep(WAIT_MS, undefined, { ref: false })])
    return send()
  }
  const sending = send()
  uploading.set(name, Promise.allSettled([sending]))
  try {
    return await sending
  } finally {
    uploading.delete(name)
  }
}

function keepFileId(name: string, fileId: string): void {
  if (fileIds.size >= MOST_FILE_IDS) {
    fileIds.clear()
  }
  fileIds.set(name, fileId)
}

/** Stores the file_id of an uploaded picture. */
export async function rememberPhoto(
  container: MedusaContainer,
  picture: Picture,
  fileId: string,
): Promise<void> {
  if (isSentBefore(picture)) {
    return
  }
  await telegramOf(container).rememberFile(cacheKey(container, picture), fileId)
  keepFileId(nameOf(container, picture), fileId)
}

/** Deletes a file_id that Telegram has refused. */
export async function forgetPhoto(container: MedusaContainer, picture: Picture): Promise<void> {
  fileIds.delete(nameOf(container, picture))
  await telegramOf(container).deleteFiles({ key: cacheKey(container, picture) })
}
