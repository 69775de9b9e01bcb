const ENTITIES = /&(amp|lt|gt|quot);/g
const TAGS = /<[^>]+>/g

/** How long Telegram finds an HTML text: its limits count what is shown, after entities are parsed. */
export function shownLength(html: string): number {
  return html.replace(TAGS, "").replace(ENTITIES, "&").length
}
