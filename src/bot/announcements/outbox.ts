import { createHash } from "node:crypto"
import type { Api } from "grammy"
import { GrammyError, HttpError } from "grammy"
import type { InferTypeOf, Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Message as MessageModel } from "../../modules/telegram/models/message"
import { isNotSent, isPictureRefused, isUnreachable } from "../kit/api-errors"
import type { Picture } from "../kit/pictures"
import { editScreen, sendScreen, type Screen } from "../kit/screen"
import { telegramOf } from "../kit/telegram"
import { asError } from "../updates"

/** What sends: the shop, and Telegram. */
export type Sender = { container: MedusaContainer; api: Api; logger: Logger }

/** A message that the shop owes a chat. */
export type Owed = {
  /** Names it among all messages: the same key is sent once. */
  key: string
  chatId: string
  screen: Screen
  /**
   * What to do when nobody knows whether Telegram delivered it (the answer was lost): a notice is not repeated,
   * for a second one would confuse; a card that work waits for is.
   */
  whenUnknown: "leave" | "repeat"
}

/** "later": it is to be tried again. */
export type Outcome = "done" | "later"

export type MessageRow = InferTypeOf<typeof MessageModel>

/** A sender that died with a claim in its hands holds up a message no longer than this. */
const CLAIM_SECONDS = 90

/** Sends a message that is owed, once, however often it is asked for. Never throws. */
export async function sendOnce(sender: Sender, owed: Owed): Promise<Outcome> {
  return guarded(sender, owed, async () => {
    const row = await telegramOf(sender.container).messageFor(owed.key, owed.chatId)
    return isSettled(row) ? "done" : send(sender, row, owed)
  })
}

/** Sends a card, or edits the one that was sent into what it should be now. Never throws. */
export async function keepCard(sender: Sender, owed: Owed): Promise<Outcome> {
  return guarded(sender, owed, async () => {
    const row = await telegramOf(sender.container).messageFor(owed.key, owed.chatId)
    if (row.given_up) {
      return "done"
    }
    return row.message_id ? edit(sender, row, owed, row.message_id) : send(sender, row, owed)
  })
}

/** A card keeps the picture it was sent with; only its words and buttons change. */
const SAME_PICTURE: Picture = {
  key: "same",
  load: () => Promise.reject(new Error("A card's picture is never sent twice.")),
}

const isSettled = (row: MessageRow) => row.sent_at !== null || row.given_up !== null

async function send(sender: Sender, row: MessageRow, owed: Owed): Promise<Outcome> {
  const telegram = telegramOf(sender.container)
  if (!(await telegram.claimMessage(row.id, CLAIM_SECONDS))) {
    const now = await telegram.retrieveMessage(row.id)
    return isSettled(now) ? "done" : "later"
  }
  try {
    const { messageId, hasPhoto } = await sendWithOrWithoutPicture(sender, owed)
    await telegram.updateMessages({
      id: row.id,
      message_id: String(messageId),
      has_photo: hasPhoto,
      content: fingerprint(owed.screen),
      sent_at: new Date(),
    })
    return "done"
  } catch (error) {
    if (isUnreachable(error)) {
      throw error
    }
    if (isNotSent(error)) {
      await telegram.updateMessages({ id: row.id, claimed_at: null })
    } else if (owed.whenUnknown === "leave") {
      return giveUp(sender, row, owed, `nobody knows whether it arrived: ${asError(error).message}`)
    }
    throw error
  }
}

/** A card without its picture is better than none. */
async function sendWithOrWithoutPicture(
  { container, api }: Sender,
  { chatId, screen }: Owed,
): Promise<{ messageId: number; hasPhoto: boolean }> {
  try {
    const message = await sendScreen(container, api, chatId, screen)
    return { messageId: message.message_id, hasPhoto: screen.photo !== undefined }
  } catch (error) {
    const isAboutPicture =
      isPictureRefused(error) || !(error instanceof GrammyError || error instanceof HttpError)
    if (!screen.photo || !isAboutPicture) {
      throw error
    }
    const message = await sendScreen(container, api, chatId, { ...screen, photo: undefined })
    return { messageId: message.message_id, hasPhoto: false }
  }
}

async function edit(sender: Sender, row: MessageRow, owed: Owed, messageId: string): Promise<Outcome> {
  const telegram = telegramOf(sender.container)
  const content = fingerprint(owed.screen)
  if (row.content === content) {
    return "done"
  }
  const photo = row.has_photo ? SAME_PICTURE : undefined
  const isThere = await editScreen(
    sender.container,
    sender.api,
    row.chat_id,
    Number(messageId),
    { ...owed.screen, photo },
    photo?.key,
  )
  if (isThere || !owed.screen.keyboard) {
    await telegram.updateMessages({ id: row.id, content })
    return "done"
  }
  // Somebody deleted it, and there is still something to do: it is sent anew.
  const fresh = await forgetSending(sender, row.id)
  return send(sender, fresh, owed)
}

/** The message counts as not sent: the next {@link keepCard} sends it anew. */
export async function forgetSending(
  { container }: Pick<Sender, "container">,
  id: string,
): Promise<MessageRow> {
  return telegramOf(container).updateMessages({
    id,
    message_id: null,
    sent_at: null,
    claimed_at: null,
    given_up: null,
    content: "",
  })
}

async function giveUp(sender: Sender, row: MessageRow, owed: Owed, reason: string): Promise<Outcome> {
  await telegramOf(sender.container).updateMessages({ id: row.id, given_up: reason.slice(0, 300) })
  sender.logger.warn(`telegram message ${owed.key} is given up: ${reason}`)
  return "done"
}

/** A person who cannot be written to is not written to until they come back; a group has no account. */
async function markBlocked({ container }: Sender, chatId: string): Promise<void> {
  const telegram = telegramOf(container)
  const account = await telegram.findAccount(chatId)
  if (account && !account.blocked_at) {
    await telegram.updateAccounts({ id: account.id, blocked_at: new Date() })
  }
}

/** Each message stands alone: what goes wrong with it is logged and stops no other. */
async function guarded(sender: Sender, owed: Owed, act: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await act()
  } catch (error) {
    if (isUnreachable(error)) {
      const row = await telegramOf(sender.container).messageFor(owed.key, owed.chatId)
      await markBlocked(sender, owed.chatId)
      return giveUp(sender, row, owed, asError(error).message)
    }
    sender.logger.warn(`telegram message ${owed.key} is tried again later: ${asError(error).message}`)
    return "later"
  }
}

function fingerprint({ text, keyboard }: Screen): string {
  const shown = JSON.stringify([text, keyboard?.inline_keyboard ?? null])
  return createHash("sha256").update(shown).digest("base64url")
}
