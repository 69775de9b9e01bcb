// @ts-check
/** The page's address contains the person and the chat: `#1001` or `#1001/-1001000000001`. */

/** @returns {{ person?: number, chat?: number }} */
export function currentRoute() {
  const [, person, chat] = /^#(\d+)(?:\/(-?\d+))?$/.exec(location.hash) ?? []
  return { person: person ? Number(person) : undefined, chat: chat ? Number(chat) : undefined }
}

/**
 * @param {number} person
 * @param {number} [chat]
 */
export function navigate(person, chat) {
  location.hash = chat === undefined ? String(person) : `${person}/${chat}`
}
