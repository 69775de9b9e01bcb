import { Composer } from "grammy"
import { errorCode } from "../../../lib/errors"
import { isBack } from "../../../modules/workshop/order-transitions"
import { returnOrderWorkflow } from "../../../workflows/assignment/return-order"
import { deliveryOf } from "../../../workflows/delivery/of-order"
import { rearrangeDelivery, zonesForAttempt } from "../../../workflows/delivery/rearrange-delivery"
import { readAddress } from "../../../workflows/delivery/rules/texts"
import type { ShopContext } from "../../runtime/context"
import { expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { dayOf, plusDays } from "../../ui/when"
import { showOrder } from "../orders/detail"
import { loadOrder, type ShopperOrder } from "../orders/order"
import {
  agree,
  askGiveUp,
  chooseDay,
  chooseSlot,
  chooseZone,
  giveUp,
  keepAtShop,
  openDecision,
  otherAddress,
  tryLater,
  tryToday,
} from "./buttons"
import {
  askAddress,
  showDecision,
  showDone,
  showGiveUp,
  showPrice,
  showSlots,
  showZones,
  type Decision,
} from "./screens"

/** Lets a shopper decide about an order that a courier brought back: another attempt, pick-up, or no delivery. */
export const failedDelivery = new Composer<ShopContext>()

type Back = ShopperOrder & { assignment: NonNullable<ShopperOrder["assignment"]> }

/** Shows the order instead if a courier has it again, or it is closed. */
async function withBack(
  ctx: ShopContext,
  orderId: string,
  act: (order: Back) => Promise<unknown>,
): Promise<unknown> {
  const order = await loadOrder(ctx, orderId)
  const { assignment } = order ?? {}
  return order && assignment && isBack(assignment)
    ? act({ ...order, assignment })
    : showOrder(ctx, orderId, order && ctx.t("failed.too_late"))
}

openDecision.on(failedDelivery, (ctx, { orderId }) =>
  withBack(ctx, orderId, (order) => showDecision(ctx, order)),
)
tryToday.on(failedDelivery, (ctx, { orderId }) => beginSlot(ctx, orderId, dayOf()))
tryLater.on(failedDelivery, (ctx, { orderId }) => beginSlot(ctx, orderId, plusDays(dayOf(), 1)))
keepAtShop.on(failedDelivery, (ctx, { orderId }) => beginSlot(ctx, orderId, undefined, true))
otherAddress.on(failedDelivery, (ctx, { orderId }) =>
  withBack(ctx, orderId, (order) => askAddress(ctx, order)),
)

/** Asks for the time of the attempt, or of the pick-up. @param day the day to open; the first open day if absent */
const beginSlot = (ctx: ShopContext, orderId: string, day?: string, at_shop = false) =>
  withBack(ctx, orderId, () => {
    ctx.session.decision = { order_id: orderId, at_shop }
    return showSlots(ctx, ctx.session.decision, day)
  })

const asked = failedDelivery.filter((ctx) => !isCommand(ctx))
onAnswer(asked, "failed.address", "message:text", (ctx, orderId = "") =>
  withBack(ctx, orderId, (order) => {
    try {
      ctx.session.decision = {
        order_id: orderId,
        at_shop: false,
        address: readAddress(ctx.message.text),
      }
    } catch (error) {
      const key = `errors.${errorCode(error)}`
      if (!ctx.t.has(key)) {
        throw error
      }
      return askAddress(ctx, order, ctx.t(key))
    }
    return askZone(ctx, order, ctx.session.decision)
  }),
)
onAnswer(asked, "failed.address", "message", (ctx, orderId = "") =>
  withBack(ctx, orderId, (order) => askAddress(ctx, order, ctx.t("common.not_an_answer"))),
)

/** Asks for the zone of a typed address, if the order can move to another one. */
async function askZone(ctx: ShopContext, order: Back, decision: Decision): Promise<void> {
  const delivery = await deliveryOf(ctx.container, order.id)
  const choice = delivery && (await zonesForAttempt(ctx.container, delivery))
  return choice && choice.zones.length > 1 && choice.zones.some(({ price }) => price)
    ? showZones(ctx, order, choice)
    : showSlots(ctx, decision)
}

/** Runs `act` for the address that the shopper has typed. */
const withAddress = (ctx: ShopContext, act: (order: Back, decision: Decision) => Promise<unknown>) => {
  const { decision } = ctx.session
  return decision?.address !== undefined
    ? withBack(ctx, decision.order_id, (order) => act(order, decision))
    : ctx.answer(ctx.t.plain("common.stale"))
}

chooseZone.on(failedDelivery, (ctx, { optionId }) =>
  withAddress(ctx, async (order, { order_id, at_shop, address }) => {
    const delivery = await deliveryOf(ctx.container, order.id)
    const { zones = [], present } = delivery ? await zonesForAttempt(ctx.container, delivery) : {}
    const price = zones.find(({ id }) => id === optionId)?.price
    const here = { order_id, at_shop, address }
    if (optionId !== present && !price) {
      return askAddress(ctx, order, ctx.t("common.stale"))
    }
    const { difference = 0 } = optionId === present ? {} : (price ?? {})
    ctx.session.decision = { ...here, shipping_option_id: optionId, difference }
    return difference ? showPrice(ctx, order, difference) : showSlots(ctx, ctx.session.decision)
  }),
)
// The difference of an old button is not the one that the session has: the shopper reads the present one.
agree.on(failedDelivery, (ctx, { difference }) =>
  withAddress(ctx, (order, decision) =>
    decision.difference && Number(difference) !== decision.difference
      ? showPrice(ctx, order, decision.difference)
      : showSlots(ctx, decision),
  ),
)

chooseDay.on(failedDelivery, (ctx, { day }) => {
  const { decision } = ctx.session
  return decision
    ? withBack(ctx, decision.order_id, () => showSlots(ctx, decision, day))
    : ctx.answer(ctx.t.plain("common.stale"))
})

const SLOT_PROBLEMS = ["slot_full", "slot_cut_off", "slot_closed", "invalid_slot"]

chooseSlot.on(failedDelivery, async (ctx, { slotId }) => {
  const { decision } = ctx.session
  const { customer_id, telegram_id } = ctx.account
  if (!decision || !customer_id) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  try {
    await rearrangeDelivery(ctx.container, {
      ...decision,
      slot_id: slotId,
      actor: { type: "shopper", telegram_id, customer_id },
    })
  } catch (error) {
    const code = errorCode(error) ?? ""
    if (SLOT_PROBLEMS.includes(code)) {
      return showSlots(ctx, decision, slotId.slice(0, 10), ctx.t("checkout.slot_over"))
    }
    return showLate(ctx, decision.order_id, error)
  }
  ctx.session.decision = undefined
  return showDone(ctx, decision)
})

askGiveUp.on(failedDelivery, (ctx, { orderId }) => withBack(ctx, orderId, (order) => showGiveUp(ctx, order)))
giveUp.on(failedDelivery, (ctx, { orderId }) =>
  withBack(ctx, orderId, async ({ assignment }) => {
    expectNothing(ctx)
    const { customer_id, telegram_id } = ctx.account
    try {
      await returnOrderWorkflow(ctx.container).run({
        input: {
          assignment_id: assignment.id,
          actor: { type: "shopper", telegram_id, customer_id: customer_id ?? "" },
        },
      })
    } catch (error) {
      return showLate(ctx, orderId, error)
    }
    return showOrder(ctx, orderId, ctx.t("failed.given_up"))
  }),
)

/** Errors of an order that a courier took again, or that staff closed or change. */
const NOT_ANY_MORE = ["too_late", "already_taken", "not_allowed", "not_found", "order_being_changed"]

/** Refusals of an address in another zone. Their own texts say what the shopper can do. */
const ZONE_PROBLEMS = ["price_differs", "zone_fixed", "invalid_shipping_option", "payment_in_progress"]

/** @throws the error itself when it is not a refusal that the shopper can understand */
async function showLate(ctx: ShopContext, orderId: string, error: unknown): Promise<void> {
  const code = errorCode(error) ?? ""
  const key = `errors.${code}`
  if (ZONE_PROBLEMS.includes(code) && ctx.t.has(key)) {
    return showOrder(ctx, orderId, ctx.t(key))
  }
  if (!NOT_ANY_MORE.includes(code)) {
    throw error
  }
  return showOrder(ctx, orderId, ctx.t("failed.too_late"))
}
