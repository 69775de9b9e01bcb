import { GrammyError, HttpError } from "grammy"

/**
 * Telegram refuses with 400 or 403 and a description; these are the ones that have a meaning of their own
 * here. Matched by description, for not every 400 is harmless (Bot API, "Making requests").
 */
const is = (pattern: RegExp) => (error: unknown) =>
  error instanceof GrammyError && pattern.test(error.description)

/** The edit changed nothing: a double tap. Success. */
export const isNotModified = is(/message is not modified/i)
/** The message is gone or too old to edit: send a new one. */
export const isGone = is(
  /message to edit not found|message can't be edited|there is no text in the message|MESSAGE_ID_INVALID|message to delete not found|message can't be deleted/i,
)
/** The person blocked the bot, or never started it, or the chat is no more: nothing can be sent there. */
export const isUnreachable = is(
  /bot was blocked|user is deactivated|can't initiate conversation|chat not found|bot was kicked|not a member|upgraded to a supergroup|PEER_ID_INVALID/i,
)
/** The tap is too old to be answered, or was answered already. */
export const isOldQuery = is(/query is too old|query ID is invalid/i)
/** The remembered file_id is of no use any more. */
export const isWrongFile = is(/wrong file identifier|wrong remote file identifier|file_id|FILE_REFERENCE/i)
/** Telegram does not like the picture; the text alone may go. */
export const isPictureRefused = is(
  /wrong file identifier|wrong remote file|failed to get HTTP URL content|wrong type of the web page content|PHOTO_INVALID|IMAGE_PROCESS_FAILED|no rights to send photos|CHAT_SEND_PHOTOS_FORBIDDEN/i,
)

/** Errors of a connection that never came to be. */
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

/**
 * True when it is certain that Telegram did not do what it was asked: it said so, or was never reached. A lost
 * answer or a timeout is not certain: what was asked may have been done.
 */
export function isNotSent(error: unknown): boolean {
  if (!(error instanceof HttpError)) {
    return true
  }
  const { error: cause } = error
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined
  return typeof code === "string" && NOT_CONNECTED.has(code)
}
