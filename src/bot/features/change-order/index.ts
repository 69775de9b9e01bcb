import { Composer } from "grammy"
import { changeableParts, type ChangeablePart } from "../../../modules/workshop/shopper-changes"
import { deliveryOf } from "../../../workflows/delivery/of-order"
import { placedZones, zonesToChoose } from "../../../workflows/delivery/placed-zones"
import { readAddress, readName } from "../../../workflows/delivery/rules/texts"
import type { OwnChanges } from "../../../workflows/delivery/change-own-delivery"
import { errorCode } from "../../../lib/errors"
import type { ShopContext } from "../../runtime/context"
import { onAnswer } from "../../ui/expect"
import { savedAddresses } from "../../ui/saved-addresses"
import { nameOf } from "../checkout/recipient"
import { showOrder } from "../orders/detail"
import { loadOrder, type ShopperOrder } from "../orders/order"
import {
  agree,
  changePart,
  chooseDay,
  chooseSaved,
  chooseSlot,
  chooseZone,
  keepName,
  keepPhone,
  openChange,
  removeComment,
  tagOf,
} from "./buttons"
import { saveChange, savePriced } from "./save"
import {
  askAddress,
  askCard,
  askComment,
  askName,
  askPhone,
  showChoice,
  showSlots,
  showZones,
  type Change,
} from "./screens"

/** Lets a shopper change a placed order: time, address, recipient, words of the card and comment. */
export const changeOrder = new Composer<ShopContext>()

const partsOf = ({ assignment, delivery, status }: ShopperOrder): ChangeablePart[] =>
  assignment && delivery && status !== "canceled" ? changeableParts(assignment) : []

/** Shows the order instead if this part of it cannot change any more. @param part any part if absent */
async function withOrder(
  ctx: ShopContext,
  orderId: string,
  part: ChangeablePart | undefined,
  act: (order: ShopperOrder) => Promise<unknown>,
): Promise<unknown> {
  const order = await loadOrder(ctx, orderId)
  const parts = order ? partsOf(order) : []
  return order && (part ? parts.includes(part) : parts.length)
    ? act(order)
    : showOrder(ctx, orderId, order && ctx.t("change.too_late"))
}

/** Runs `act` for a button of the change in the session. A button of another order is stale. */
async function withChange(
  ctx: ShopContext,
  tag: string,
  part: ChangeablePart,
  act: (order: ShopperOrder, change: Change) => Promise<unknown>,
): Promise<unknown> {
  const { change } = ctx.session
  return change && tagOf(change.order_id) === tag
    ? withOrder(ctx, change.order_id, part, (order) => act(order, change))
    : ctx.answer(ctx.t.plain("common.stale"))
}

openChange.on(changeOrder, (ctx, { orderId }) =>
  withOrder(ctx, orderId, undefined, (order) => showChoice(ctx, order, partsOf(order))),
)

const QUESTIONS: Record<ChangeablePart, (ctx: ShopContext, order: ShopperOrder) => Promise<void>> = {
  slot: showSlots,
  address: askAddress,
  recipient: askName,
  card: askCardIfAny,
  comment: askComment,
}

/** Shows the order instead if the shop has no card left. */
async function askCardIfAny(ctx: ShopContext, order: ShopperOrder, notice?: string): Promise<void> {
  try {
    await askCard(ctx, order, notice)
  } catch (error) {
    if (errorCode(error) !== "card_sold_out") {
      throw error
    }
    await showOrder(ctx, order.id, ctx.t("errors.card_sold_out"))
  }
}

changePart.on(changeOrder, (ctx, { part, orderId }) => {
  const known = Object.keys(QUESTIONS).find((one): one is ChangeablePart => one === part)
  return withOrder(ctx, orderId, known, (order) => {
    if (!known) {
      return showChoice(ctx, order, partsOf(order))
    }
    ctx.session.change = { order_id: order.id }
    return QUESTIONS[known](ctx, order)
  })
})

chooseDay.on(changeOrder, (ctx, { order: tag, day }) =>
  withChange(ctx, tag, "slot", (order) => showSlots(ctx, order, day)),
)
chooseSlot.on(changeOrder, (ctx, { order: tag, slotId: slot_id }) =>
  withChange(ctx, tag, "slot", (order) => finishPriced(ctx, order, keepWanted(ctx, order, { slot_id }))),
)

onAnswer(changeOrder, "change.address", "message:text", (ctx, orderId = "") =>
  withOrder(ctx, orderId, "address", (order) => {
    try {
      return takePlace(ctx, order, { address: readAddress(ctx.message.text) })
    } catch (error) {
      return askAgain(ctx, error, (notice) => askAddress(ctx, order, notice))
    }
  }),
)
onAnswer(changeOrder, "change.address", "message:location", (ctx, orderId = "") =>
  withOrder(ctx, orderId, "address", (order) => {
    const { latitude, longitude } = ctx.message.location
    return takePlace(ctx, order, { latitude, longitude })
  }),
)
chooseSaved.on(changeOrder, (ctx, { order: tag, addressId }) =>
  withChange(ctx, tag, "address", async (order) => {
    const saved = (await savedAddresses(ctx)).find(({ id }) => id === addressId)
    if (!saved) {
      return askAddress(ctx, order, ctx.t("common.stale"))
    }
    const { text, latitude, longitude } = saved
    return takePlace(ctx, order, {
      ...(text ? { address: text } : {}),
      ...(latitude !== null && longitude !== null ? { latitude, longitude } : {}),
    })
  }),
)

/** A location decides the zone. For a typed address the shopper chooses it, if there are several. */
async function takePlace(ctx: ShopContext, order: ShopperOrder, place: OwnChanges): Promise<void> {
  const change = keepWanted(ctx, order, place)
  const delivery = place.latitude === undefined ? await deliveryOf(ctx.container, order.id) : undefined
  const zones = delivery ? zonesToChoose(await placedZones(ctx.container, delivery), delivery) : []
  return zones.length > 1 && zones.some(({ price }) => price)
    ? showZones(ctx, order, zones)
    : finishPriced(ctx, order, change)
}

chooseZone.on(changeOrder, (ctx, { order: tag, optionId }) =>
  withChange(ctx, tag, "address", (order, { wanted }) =>
    wanted?.address
      ? finishPriced(ctx, order, keepWanted(ctx, order, { ...wanted, shipping_option_id: optionId }))
      : askAddress(ctx, order),
  ),
)
agree.on(changeOrder, (ctx, { order: tag, difference }) =>
  withChange(ctx, tag, partOf(ctx.session.change), (order, change) =>
    finishPriced(ctx, order, change, Number(difference)),
  ),
)

/** The part that a change with a price concerns. */
function partOf(change: Change | undefined): ChangeablePart {
  const { slot_id, card_text } = change?.wanted ?? {}
  return slot_id !== undefined ? "slot" : card_text !== undefined ? "card" : "address"
}

/** Keeps what the shopper wants until they agree to its price. */
function keepWanted(ctx: ShopContext, { id: order_id }: ShopperOrder, wanted: OwnChanges): Change {
  ctx.session.change = { order_id, wanted }
  return ctx.session.change
}

function finishPriced(ctx: ShopContext, order: ShopperOrder, change: Change, agreed?: number) {
  const { wanted = {} } = change
  return savePriced(ctx, order, wanted, (notice) => askPricedAgain(ctx, order, change, notice), agreed)
}

function askPricedAgain(ctx: ShopContext, order: ShopperOrder, change: Change, notice: string) {
  switch (partOf(change)) {
    case "slot":
      // A slot id begins with its date. The screen stays on that day.
      return showSlots(ctx, order, change.wanted?.slot_id?.slice(0, 10), notice)
    case "card":
      return askCardIfAny(ctx, order, notice)
    default:
      return askAddress(ctx, order, notice)
  }
}

onAnswer(changeOrder, "change.name", "message:contact", (ctx, orderId = "") =>
  withOrder(ctx, orderId, "recipient", (order) => {
    const { contact } = ctx.message
    const changes = { recipient_name: nameOf(contact), recipient_phone: contact.phone_number }
    return saveChange(ctx, order, changes, (notice) => askName(ctx, order, notice))
  }),
)
onAnswer(changeOrder, "change.name", "message:text", (ctx, orderId = "") =>
  withOrder(ctx, orderId, "recipient", (order) => {
    try {
      ctx.session.change = { order_id: order.id, name: readName(ctx.message.text) }
    } catch (error) {
      return askAgain(ctx, error, (notice) => askName(ctx, order, notice))
    }
    return askPhone(ctx, order)
  }),
)
keepName.on(changeOrder, (ctx, { order: tag }) =>
  withChange(ctx, tag, "recipient", (order) => {
    ctx.session.change = { order_id: order.id }
    return askPhone(ctx, order)
  }),
)
onAnswer(changeOrder, "change.phone", "message:text", (ctx, orderId = "") =>
  takePhone(ctx, orderId, ctx.message.text),
)
onAnswer(changeOrder, "change.phone", "message:contact", (ctx, orderId = "") =>
  takePhone(ctx, orderId, ctx.message.contact.phone_number),
)
keepPhone.on(changeOrder, (ctx, { order: tag }) =>
  withChange(ctx, tag, "recipient", ({ id }) => takePhone(ctx, id, undefined)),
)

/** Saves the name that the shopper gave before, if any, and the phone. @param phone undefined keeps the present one */
const takePhone = (ctx: ShopContext, orderId: string, phone: string | undefined) =>
  withOrder(ctx, orderId, "recipient", (order) => {
    const { change } = ctx.session
    const name = change?.order_id === order.id ? change.name : undefined
    const changes = {
      ...(name === undefined ? {} : { recipient_name: name }),
      ...(phone === undefined ? {} : { recipient_phone: phone }),
    }
    return saveChange(ctx, order, changes, (notice) => askPhone(ctx, order, notice))
  })

onAnswer(changeOrder, "change.card", "message:text", (ctx, orderId = "") =>
  withOrder(ctx, orderId, "card", (order) =>
    finishPriced(ctx, order, keepWanted(ctx, order, { card_text: ctx.message.text })),
  ),
)
onAnswer(changeOrder, "change.comment", "message:text", (ctx, orderId = "") =>
  takeComment(ctx, orderId, ctx.message.text),
)
removeComment.on(changeOrder, (ctx, { orderId }) => takeComment(ctx, orderId, null))

const takeComment = (ctx: ShopContext, orderId: string, comment: string | null) =>
  withOrder(ctx, orderId, "comment", (order) =>
    saveChange(ctx, order, { comment }, (notice) => askComment(ctx, order, notice)),
  )

const AGAIN: Record<
  string,
  [ChangeablePart, (ctx: ShopContext, order: ShopperOrder, notice: string) => Promise<void>]
> = {
  "change.address": ["address", askAddress],
  "change.name": ["recipient", askName],
  "change.phone": ["recipient", askPhone],
  "change.card": ["card", askCardIfAny],
  "change.comment": ["comment", askComment],
}

// A message that no handler above accepts, for example a sticker: the question is asked again.
for (const [question, [part, ask]] of Object.entries(AGAIN)) {
  onAnswer(changeOrder, question, "message", (ctx, orderId = "") =>
    withOrder(ctx, orderId, part, (order) => ask(ctx, order, ctx.t("common.not_an_answer"))),
  )
}

/** Asks again when an answer is invalid. @throws the error itself when it is no refusal of an answer */
async function askAgain(
  ctx: ShopContext,
  error: unknown,
  ask: (notice: string) => Promise<void>,
): Promise<void> {
  const key = `errors.${errorCode(error)}`
  if (!ctx.t.has(key)) {
    throw error
  }
  return ask(ctx.t(key))
}
