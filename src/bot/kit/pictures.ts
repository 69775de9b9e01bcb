import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import path from "node:path"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { InputFile } from "grammy"
import { telegramOf } from "./telegram"

/** A picture to show: a key that names it among all pictures, and its bytes or address when Telegram has it not. */
export type Picture = {
  key: string
  load: (container: MedusaContainer) => Promise<InputFile | string>
}

export type BannerName = "menu" | "cart" | "checkout" | "orders" | "help" | "builder"

const assets = path.join(__dirname, "..", "assets")

/** One of the bot's own pictures, from `src/bot/assets`. */
export function banner(name: BannerName): Picture {
  return {
    key: `banner:${name}`,
    load: async () => new InputFile(await readFile(path.join(assets, `${name}.jpg`)), `${name}.jpg`),
  }
}

/** A picture from the catalogue by its address; the menu's banner where the product has none. */
export function pictureAt(url: string | null | undefined): Picture {
  if (!url) {
    return banner("menu")
  }
  return { key: `url:${url}`, load: (container) => loadAddress(container, url) }
}

/** A picture that Telegram has already: a photo that somebody sent to this bot. */
export function pictureByFileId(fileId: string): Picture {
  return { key: `file:${fileId}`, load: async () => fileId }
}

/** A picture made here. @param key changes whenever the picture would look different */
export function pictureFromBytes(key: string, make: () => Promise<Buffer>): Picture {
  return { key, load: async () => new InputFile(await make(), "picture.jpg") }
}

/**
 * The shop's own server may not be reachable from Telegram, so pictures of the local file store are uploaded;
 * any other https address Telegram can fetch by itself (Bot API, "Sending files").
 */
async function loadAddress(container: MedusaContainer, url: string): Promise<InputFile | string> {
  const { protocol, hostname } = new URL(url)
  const name = localName(url)
  if (name) {
    return new InputFile(await container.resolve(Modules.FILE).getAsBuffer(name), path.basename(name))
  }
  if (protocol === "https:" && hostname !== "localhost") {
    return url
  }
  return new InputFile(new URL(url))
}

/** The name in the local file store of what lies at an address of it. */
function localName(url: string): string | undefined {
  const { pathname } = new URL(url)
  return pathname.startsWith("/static/") ? decodeURIComponent(pathname.slice("/static/".length)) : undefined
}

/** Bigger than any picture of the catalogue; whoever serves more is not read to the end. */
const MAX_BYTES = 10_000_000
const FETCH_MS = 10_000

/**
 * The bytes of a catalogue picture, for drawing with it.
 *
 * @throws Error when it cannot be read, is too slow or too big
 */
export async function pictureBytes(container: MedusaContainer, url: string): Promise<Buffer> {
  const name = localName(url)
  if (name) {
    return container.resolve(Modules.FILE).getAsBuffer(name)
  }
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) })
  const size = Number(response.headers.get("content-length") ?? 0)
  if (!response.ok || size > MAX_BYTES) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The picture was not given: HTTP ${response.status}, ${size} bytes.`,
    )
  }
  return Buffer.from(await response.arrayBuffer())
}

function cacheKey(container: MedusaContainer, picture: Picture): string {
  const bot = telegramOf(container).options.token?.split(":")[0] ?? ""
  return createHash("sha256").update(`${bot}|${picture.key}`).digest("hex")
}

/**
 * File ids by their keys, as the database has them: they never change, and one that Telegram refuses is forgotten. At
 * so many the memory begins anew.
 */
const fileIds = new Map<string, string>()
const MOST_FILE_IDS = 20_000

/** What to give Telegram as the photo: the file_id when it has the picture, else the picture. */
export async function photoToSend(container: MedusaContainer, picture: Picture): Promise<InputFile | string> {
  if (picture.key.startsWith("file:")) {
    return picture.load(container)
  }
  const key = cacheKey(container, picture)
  const kept = fileIds.get(key)
  if (kept) {
    return kept
  }
  const [known] = await telegramOf(container).listFiles({ key }, { take: 1 })
  return known ? keepFileId(key, known.file_id) : picture.load(container)
}

function keepFileId(key: string, fileId: string): string {
  if (fileIds.size >= MOST_FILE_IDS) {
    fileIds.clear()
  }
  fileIds.set(key, fileId)
  return fileId
}

/** Remembers that Telegram has the picture now. */
export async function rememberPhoto(
  container: MedusaContainer,
  picture: Picture,
  fileId: string,
): Promise<void> {
  if (picture.key.startsWith("file:")) {
    return
  }
  await telegramOf(container).rememberFile(cacheKey(container, picture), fileId)
}

/** Forgets a file_id that Telegram refused. */
export async function forgetPhoto(container: MedusaContainer, picture: Picture): Promise<void> {
  const key = cacheKey(container, picture)
  fileIds.delete(key)
  await telegramOf(container).deleteFiles({ key })
}
