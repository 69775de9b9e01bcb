import { Composer, InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { findTransition, MOST_PHOTO_CHANGES } from "../../../modules/workshop/order-transitions"
import { approvePhotoWorkflow } from "../../../workflows/assignment/approve-photo"
import { askChangeWorkflow } from "../../../workflows/assignment/ask-change"
import { waitForWords } from "../../../workflows/assignment/wait-for-words"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { openMenu, openOrder } from "../../ui/navigation"
import { editButtons } from "../../ui/edit-buttons"
import { show } from "../../ui/screen"
import type { TextKey, Translate } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"
import { showOrder } from "../orders/detail"
import { loadOrder, type OrderAssignment, type ShopperOrder } from "../orders/order"
import { changePhoto, likePhoto, sentOf } from "./buttons"

const WORDS_LENGTH = 500

/** The buyer's answer to the photo of the finished bouquet: it is right, or something is to be changed. */
export const photo = new Composer<ShopContext>()

type Asked = ShopperOrder & { assignment: OrderAssignment }

/** The shopper's own order with its assignment; undefined for any other. */
async function orderOf(ctx: ShopContext, orderId: string): Promise<Asked | undefined> {
  const order = await loadOrder(ctx, orderId)
  return order?.assignment ? { ...order, assignment: order.assignment } : undefined
}

/** Why the answer is not possible any more. */
function lateKey({ status, courier_id, closed_at, photo_changes }: OrderAssignment): TextKey {
  if (status === "accepted") {
    return "photo.being_made"
  }
  if (status === "out_for_delivery" || (status === "ready" && courier_id)) {
    return "photo.on_the_way"
  }
  if (closed_at) {
    return "photo.over"
  }
  return status === "ready" && photo_changes >= MOST_PHOTO_CHANGES ? "photo.used_up" : "errors.too_late"
}

const isNewer = (at: OrderAssignment, sent: string) =>
  at.status === "ready" && at.photo_sent_at !== null && String(sentOf(at)) !== sent

const alert = (ctx: ShopContext, key: TextKey) => ctx.answer(ctx.t.plain(key), { alert: true })

const actorOf = ({ account: { telegram_id, customer_id } }: ShopContext) => ({
  type: "shopper" as const,
  telegram_id,
  customer_id: customer_id ?? "",
})

likePhoto.on(photo, async (ctx, { sent, orderId }) => {
  const order = await orderOf(ctx, orderId)
  if (!order) {
    return alert(ctx, "errors.not_found")
  }
  const at = order.assignment
  if (isNewer(at, sent)) {
    return alert(ctx, "photo.newer")
  }
  const isFree = at.status === "ready" && !at.courier_id && !at.picked_up_at
  if (!isFree) {
    return alert(ctx, lateKey(at))
  }
  const called = at.photo_due_at !== null && (await approve(ctx, at.id))
  await ctx.answer(ctx.t.plain(called ? "photo.liked" : "photo.liked_before"))
  const isScreen = ctx.callbackQuery?.message?.message_id === ctx.session.screen?.message_id
  const orderButton = new InlineKeyboard().text(ctx.t.plain("notices.order"), openOrder.pack({ orderId }))
  return isScreen ? showOrder(ctx, orderId) : editButtons(ctx, orderButton)
})

/** @returns false when the wait has ended meanwhile */
async function approve(ctx: ShopContext, assignment_id: string): Promise<boolean> {
  try {
    await approvePhotoWorkflow(ctx.container).run({ input: { assignment_id, actor: actorOf(ctx) } })
    return true
  } catch (error) {
    if (errorCode(error) !== "too_late") {
      throw error
    }
    return false
  }
}

changePhoto.on(photo, async (ctx, { sent, orderId }) => {
  const order = await orderOf(ctx, orderId)
  if (!order) {
    return alert(ctx, "errors.not_found")
  }
  if (isNewer(order.assignment, sent)) {
    return alert(ctx, "photo.newer")
  }
  if (!mayAsk(order.assignment)) {
    return alert(ctx, lateKey(order.assignment))
  }
  await waitForWords(ctx.container, { ...order.assignment, order_id: orderId })
  return askWords(ctx, order, ctx.t("photo.ask_words", { number: order.display_id }))
})

const mayAsk = (at: OrderAssignment) =>
  !at.confirmed_at && "to" in findTransition(at, "ask_change", "shopper")

async function askWords(ctx: ShopContext, { id: orderId }: Asked, text: string): Promise<void> {
  expect(ctx, "photo.change", orderId)
  const keyboard = new InlineKeyboard().text(ctx.t.plain("common.back"), openOrder.pack({ orderId }))
  await show(ctx, { text, keyboard })
}

const asked = photo.filter((ctx) => !isCommand(ctx))
onAnswer(asked, "photo.change", "message", async (ctx, orderId = "") => {
  const order = await orderOf(ctx, orderId)
  if (!order || !mayAsk(order.assignment)) {
    expectNothing(ctx)
    return showOrder(ctx, orderId, order && ctx.t(lateKey(order.assignment)))
  }
  const words = ctx.message.text?.trim() ?? ""
  return words && words.length <= WORDS_LENGTH
    ? passOn(ctx, order, words)
    : askWords(ctx, order, ctx.t("photo.ask_words_again"))
})

async function passOn(ctx: ShopContext, { id: orderId, assignment }: Asked, words: string): Promise<void> {
  expectNothing(ctx)
  try {
    await askChangeWorkflow(ctx.container).run({
      input: { assignment_id: assignment.id, actor: actorOf(ctx), reason: words },
    })
  } catch (error) {
    const now = errorCode(error) === "too_late" ? await orderOf(ctx, orderId) : undefined
    if (!now) {
      throw error
    }
    return showOrder(ctx, orderId, ctx.t(lateKey(now.assignment)))
  }
  const florist = await floristOf(ctx, ctx.t, assignment.florist_id)
  await show(ctx, {
    text: ctx.t("photo.passed_on", { florist, text: words }),
    keyboard: new InlineKeyboard()
      .text(ctx.t.plain("notices.order"), openOrder.pack({ orderId }))
      .text(ctx.t.plain("common.to_menu"), openMenu.pack({})),
  })
}

async function floristOf(ctx: ShopContext, t: Translate, id: string | null): Promise<string> {
  const [member] = id ? await workshopOf(ctx.container).listStaffMembers({ id }, { take: 1 }) : []
  return member?.name ?? t.plain("workshop.the_shop")
}
