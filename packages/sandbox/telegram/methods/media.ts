import { badRequest } from "../errors"
import type { Content } from "../types"
import { captionText } from "../text/formatted"
import type { Call } from "./context"
import type { ShapeValue } from "./table"

export type MediaKind = "photo" | "document"
type Caption = {
  caption?: string
  parse_mode?: string
  caption_entities?: ShapeValue<"MessageEntity">[]
  show_caption_above_media?: boolean
  has_spoiler?: boolean
}

/** Returns the caption and its entities as message content. */
export function captioned(given: Caption): Content {
  return {
    ...captionText(given.caption, given.parse_mode, given.caption_entities),
    ...(given.show_caption_above_media ? { show_caption_above_media: true } : {}),
    ...(given.has_spoiler ? { has_media_spoiler: true } : {}),
  }
}

/**
 * Loads a file that the bot gave: an upload (`attach://part`), a URL, or the id of a stored file.
 *
 * @throws ApiError 400 with Telegram's error text when the file is not available
 */
export async function media({ files, uploads }: Call, kind: MediaKind, given: string): Promise<Content> {
  const fresh = given.startsWith("attach://")
    ? uploads.get(given.slice("attach://".length))
    : /^[a-z]+:\/\//i.test(given)
      ? await files.download(given, kind)
      : undefined
  if (given.startsWith("attach://") && !fresh) throw badRequest("wrong file identifier/HTTP URL specified")
  if (kind === "photo") return { photo: fresh ? await files.addPhoto(fresh) : files.photoAgain(given) }
  return { document: fresh ? await files.addDocument(fresh) : files.documentAgain(given) }
}

/** Loads an InputMedia: an album item or the new media of an edited message. */
export async function inputMedia(call: Call, given: ShapeValue<"InputMedia">): Promise<Content> {
  const kind = mediaKind(given.type)
  const caption = captioned(given)
  return { ...(await media(call, kind, given.media)), ...caption }
}

export function mediaKind(type: string): MediaKind {
  if (type === "photo" || type === "document") return type
  throw badRequest(`sandbox: media of type "${type}" is not supported, only photo and document`)
}
