import { badRequest } from "../errors"
import type { Entity } from "../types"
import { parseHtml } from "./html"
import { parseMarkdownV2 } from "./markdown"
import { foundEntities } from "./found"

export type Formatted = { text: string; entities: Entity[] }

/**
 * Converts a text to Telegram's stored form: parses its markup to entities, trims white space, and detects links, mentions
 * and commands.
 *
 * @param parseMode "HTML", "MarkdownV2" or nothing
 * @param given explicit entities, used when there is no parse mode
 * @throws ApiError 400 with Telegram's error text when the markup is wrong
 */
function formatted(text: string, parseMode?: string, given: Entity[] = []): Formatted {
  const marked = withEntities(text, parseMode, given)
  const trimmed = trim(marked)
  const entities = [...trimmed.entities, ...foundEntities(trimmed.text, trimmed.entities)]
  return { text: trimmed.text, entities: entities.sort(byPlace) }
}

function withEntities(text: string, parseMode: string | undefined, given: Entity[]): Formatted {
  const clean = text.replace(/\r/g, "").replace(/[\u0000-\u0008\u000b-\u001f]/g, " ")
  if (!parseMode) return { text: clean, entities: checkGiven(clean, given) }
  switch (parseMode.toLowerCase()) {
    case "html":
      return parseHtml(clean)
    case "markdownv2":
      return parseMarkdownV2(clean)
    case "markdown":
      throw badRequest("sandbox: the legacy parse_mode Markdown is not supported, use HTML or MarkdownV2")
    default:
      throw badRequest("unsupported parse_mode")
  }
}

function checkGiven(text: string, given: Entity[]) {
  for (const { offset, length } of given) {
    if (offset < 0 || length <= 0) throw badRequest("sandbox: an entity has a negative offset or no length")
    if (offset + length > text.length) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
      )
    }
  }
  return given
}

function trim({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length
  const result = text.trim()
  const kept: Entity[] = []
  for (const entity of entities) {
    const from = Math.max(entity.offset - start, 0)
    const to = Math.min(entity.offset + entity.length - start, result.length)
    if (to > from) kept.push({ ...entity, offset: from, length: to - from })
  }
  return { text: result, entities: kept }
}

const byPlace = (a: Entity, b: Entity) => a.offset - b.offset || b.length - a.length

/** Counts Unicode characters, as Telegram's limits do. */
export const characters = (text: string) => [...text].length

export const messageLimits = { text: 4096, caption: 1024, callbackAnswer: 200 } as const

/** @throws ApiError 400 when the text is empty or longer than 4096 characters */
export function messageText(text: string, parseMode?: string, given?: Entity[]) {
  const result = formatted(text, parseMode, given)
  if (result.text === "") throw badRequest("message text is empty")
  if (characters(result.text) > messageLimits.text) throw badRequest("message is too long")
  return result.entities.length ? result : { text: result.text }
}

/** @throws ApiError 400 when the caption is longer than 1024 characters */
export function captionText(caption = "", parseMode?: string, given?: Entity[]) {
  const result = formatted(caption, parseMode, given)
  if (result.text === "") return {}
  if (characters(result.text) > messageLimits.caption) throw badRequest("message caption is too long")
  return {
    caption: result.text,
    ...(result.entities.length ? { caption_entities: result.entities } : {}),
  }
}
