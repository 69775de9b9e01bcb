import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { InputFile } from "grammy"
import { telegramOf } from "../runtime/telegram"
import { optionsOf } from "../../workflows/settings"

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

/** A picture's name among all pictures of all bots: a file_id is the bot's own that got it. */
function nameOf(container: MedusaContainer, picture: Picture): string {
  return `${optionsOf(container).token?.split(":")[0] ?? ""}|${picture.key}`
}

const cacheKey = (container: MedusaContainer, picture: Picture): string =>
  createHash("sha256").update(nameOf(container, picture)).digest("hex")

const isSentBefore = ({ key }: Picture): boolean => key.startsWith("file:")

/**
 * File ids by their pictures' names, as the database has them: they stay good, and one that Telegram refuses is
 * forgotten. At so many the memory begins anew.
 */
const fileIds = new Map<string, string>()
const MOST_FILE_IDS = 20_000

/** What to give Telegram as the photo: the file_id when it has the picture, else the picture. */
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

/** Whoever wants a picture that another one is bringing to Telegram waits for it so long, and no longer. */
const WAIT_MS = 5000
const onTheirWay = new Map<string, Promise<unknown>>()

/**
 * Sends a picture so that of many who want a new one at once, one has it drawn and uploaded; the others then send its
 * file_id. When the first one fails, each of them tries for themselves.
 *
 * @param send asks {@link photoToSend}, and tells {@link rememberPhoto}
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
  const ahead = onTheirWay.get(name)
  if (ahead) {
    await Promise.race([ahead, sleep(WAIT_MS, undefined, { ref: false })])
    return send()
  }
  const sending = send()
  onTheirWay.set(name, Promise.allSettled([sending]))
  try {
    return await sending
  } finally {
    onTheirWay.delete(name)
  }
}

function keepFileId(name: string, fileId: string): void {
  if (fileIds.size >= MOST_FILE_IDS) {
    fileIds.clear()
  }
  fileIds.set(name, fileId)
}

/** Remembers that Telegram has the picture now. */
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

/** Forgets a file_id that Telegram refused. */
export async function forgetPhoto(container: MedusaContainer, picture: Picture): Promise<void> {
  fileIds.delete(nameOf(container, picture))
  await telegramOf(container).deleteFiles({ key: cacheKey(container, picture) })
}
