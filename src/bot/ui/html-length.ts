const ENTITIES = /&(amp|lt|gt|quot);/g
const TAGS = /<[^>]+>/g

/**
 * Length of an HTML text for Telegram's limits, which count the text without tags and with parsed entities.
 */
export function shownLength(html: string): number {
  return html.replace(TAGS, "").replace(ENTITIES, "&").length
}
