import { GrammyError, HttpError } from "grammy"

/**
 * Tests for Telegram's 400 and 403 errors that the bot handles. They match the description, because Telegram
 * sends no specific error code (Bot API, "Making requests").
 */
const is = (pattern: RegExp) => (error: unknown) =>
  error instanceof GrammyError && pattern.test(error.description)

/** The edit changes nothing, for example after a double tap. Callers treat this as success. */
export const isNotModified = is(/message is not modified/i)
/** The message no longer exists or is too old to edit or delete. */
export const isGone = is(
  /message to edit not found|message can't be edited|there is no text in the message|MESSAGE_ID_INVALID|message to delete not found|message can't be deleted/i,
)
/**
 * Whether a message shows the wanted content after its edit failed. False when the message no longer exists.
 *
 * @throws the error if it is neither
 */
export function isEdited(error: unknown): boolean {
  if (isNotModified(error) || isGone(error)) {
    return isNotModified(error)
  }
  throw error
}
/** The topic of a forum is closed or deleted. The topic General can be closed too. */
export const isTopicClosed = is(/TOPIC_CLOSED|TOPIC_DELETED|message thread not found/i)
/**
 * The bot cannot write to the chat: the user has blocked or never started the bot, the chat or its topic does not exist
 * or is closed, or the bot has no right to write there.
 */
export const isUnreachable = is(
  /bot was blocked|user is deactivated|can't initiate conversation|chat not found|bot was kicked|not a member|PEER_ID_INVALID|TOPIC_CLOSED|TOPIC_DELETED|message thread not found|group chat was deleted|not enough rights to send text messages|no rights to send a message|need administrator rights|CHAT_WRITE_FORBIDDEN/i,
)

/** The id of the supergroup that the group of the call became; undefined for another error. */
export function movedTo(error: unknown): string | undefined {
  const id = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
  return id === undefined ? undefined : String(id)
}
/** The callback query is too old or was already answered. */
export const isOldQuery = is(/query is too old|query ID is invalid/i)
/** The stored file_id is no longer valid. */
export const isWrongFile = is(/wrong file identifier|wrong remote file identifier|file_id|FILE_REFERENCE/i)
/** Telegram refuses the picture; the text can be sent alone. */
export const isPictureRefused = is(
  /wrong file identifier|wrong remote file|failed to get HTTP URL content|wrong type of the web page content|PHOTO_INVALID|IMAGE_PROCESS_FAILED|no rights to send photos|CHAT_SEND_PHOTOS_FORBIDDEN/i,
)

/** Error codes of a connection that was not established. */
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

/**
 * Whether Telegram certainly did not execute the call: it refused the call, or no connection was made. False
 * after a timeout or a lost response.
 */
export function isNotSent(error: unknown): boolean {
  if (!(error instanceof HttpError)) {
    return true
  }
  const { error: cause } = error
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined
  return typeof code === "string" && NOT_CONNECTED.has(code)
}
