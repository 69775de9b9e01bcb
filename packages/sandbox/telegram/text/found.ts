import type { Entity } from "../types"

const patterns: { type: string; pattern: RegExp }[] = [
  {
    type: "bot_command",
    pattern: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu,
  },
  {
    type: "url",
    pattern: /(?<![\p{L}\p{N}_@.])(?:https?:\/\/|t\.me\/)[^\s<>"«»]+[^\s<>"«».,:;!?'()[\]{}]/giu,
  },
  {
    type: "email",
    pattern: /(?<![\p{L}\p{N}._%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\p{L}\p{N}_])/gu,
  },
  { type: "mention", pattern: /(?<![\p{L}\p{N}_/])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\p{L}\p{N}_])/gu },
  { type: "hashtag", pattern: /(?<![\p{L}\p{N}_/#])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]{1,256}/gu },
]

/** Telegram detects no entities inside these. */
const opaque = new Set(["code", "pre", "text_link", "text_mention"])

/** Detects the commands, links, e-mail addresses, mentions and hashtags that Telegram detects. */
export function foundEntities(text: string, taken: Entity[]): Entity[] {
  const found: Entity[] = []
  const closed = taken.filter((entity) => opaque.has(entity.type))
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (![...closed, ...found, ...sameType(taken, type)].some((other) => overlap(entity, other))) {
        found.push(entity)
      }
    }
  }
  return found
}

const sameType = (entities: Entity[], type: string) => entities.filter((entity) => entity.type === type)

const overlap = (a: Entity, b: Entity) => a.offset < b.offset + b.length && b.offset < a.offset + a.length
