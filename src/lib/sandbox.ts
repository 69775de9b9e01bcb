/**
 * What the sandbox of Telegram (packages/sandbox) played. Its people have ids of at most six digits, and its chats ids in
 * narrow ranges, so a shop that goes live recognizes them. On Telegram these ids belong to nobody or to strangers.
 */

/** Bot id of the sandbox, the first part of its token. */
const SANDBOX_BOT = "7000000001"

/** Whether a bot token is the sandbox's. */
export const isSandboxToken = (token: string) => token.startsWith(`${SANDBOX_BOT}:`)

/** SQL condition: the column contains the id of a person of the sandbox. */
export const isSandboxPerson = (column: string) => `${column} ~ '^[0-9]{1,6}$'`

/** SQL condition: the column contains the id of a group or channel of the sandbox, also with a topic. */
export const isSandboxChat = (column: string) =>
  `(${column} ~ '^-[0-9]{1,6}(/|$)' or ${column} ~ '^-1001000[0-9]{6}(/|$)')`
