import { Composer } from "grammy"
import type { Message } from "grammy/types"
import type { ShopContext } from "../runtime/context"
import { isExpecting } from "../ui/expect"
import { takeFurther } from "./help/album"
import { editAnswer, editQuestion } from "./help/desk"

/**
 * Messages that no feature must handle as a new message: edits, the further items of an album, results of inline mode, and
 * service messages. It runs before all features.
 */
export const incoming = new Composer<ShopContext>()

/** Fields of service messages in a private chat (Bot API, `Message`). They are no answers. */
const SERVICE: readonly (keyof Message)[] = [
  "pinned_message",
  "message_auto_delete_timer_changed",
  "chat_background_set",
  "write_access_allowed",
  "connected_website",
  "proximity_alert_triggered",
  "users_shared",
  "chat_shared",
  "gift",
  "unique_gift",
  "gift_upgrade_sent",
  "boost_added",
  "checklist_tasks_done",
  "checklist_tasks_added",
  "refunded_payment",
]

const privately = incoming.chatType("private")

privately.on("message").filter(
  ({ message }) => SERVICE.some((field) => field in message),
  () => Promise.resolve(),
)

// A result of inline mode that somebody sent in a chat of the bot is no answer and no question.
incoming.on(["message", "channel_post", "edited_message", "edited_channel_post"]).filter(
  ({ msg, me }) => msg.via_bot?.id === me.id,
  () => Promise.resolve(),
)

// Telegram sends each item of an album as a message of its own. The first one is the answer. The further photos of a
// question go to the shop too. Of an album that begins with a video, the first photo is the question.
privately.on("message", async (ctx, next) => {
  const { message, session } = ctx
  const { album } = session
  const { media_group_id: id } = message
  if (id === undefined) {
    return next()
  }
  if (album?.id !== id) {
    session.album = { id }
    return next()
  }
  if (album.is_question) {
    return takeFurther(ctx, album)
  }
  return message.photo && session.expects?.question === "help.question" && isExpecting(ctx)
    ? next()
    : undefined
})

// An edited question or answer is edited in the other chat. An edit of the message after which the bot asked its question
// again is a new answer. The photo of a ready bouquet stays as it was sent. Updates of a live location, which are edits too, have no effect.
incoming.on(["edited_message", "edited_channel_post"], async (ctx, next) => {
  const edited = ctx.msg
  if (await editAnswer(ctx, edited)) {
    return
  }
  if (ctx.chat.type !== "private" || edited.location || (await editQuestion(ctx, edited))) {
    return
  }
  const { ready_photo: ready } = ctx.session
  if (ready?.message_id === edited.message_id) {
    if (edited.photo?.at(-1)?.file_unique_id !== ready.file_unique_id) {
      await ctx.reply(ctx.t("workshop.photo_stays", { number: ready.number }))
    }
    return
  }
  if (!isExpecting(ctx)) {
    return
  }
  if (ctx.session.expects?.asked_again_after === edited.message_id) {
    Object.assign(ctx.update, { message: edited, edited_message: undefined })
    return next()
  }
  await ctx.reply(ctx.t("common.edited_not_read"))
})
