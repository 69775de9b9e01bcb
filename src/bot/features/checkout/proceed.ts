import { InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import type { CartDeliveryView, DeliveryChanges } from "../../../workflows/delivery/types"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { openCatalog, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { showMethod } from "./screens/method"
import { showAddress, showOutOfZone, showZones } from "./screens/place"
import { showName, showPhone } from "./screens/recipient"
import { showSlots } from "./screens/slot"
import { showSummary } from "./screens/summary"
import { askAgain, askedAgain, changeDelivery, keepCart, loadDelivery, loadCart } from "./state"
import { nextStep, type Step } from "./steps-order"

type ShowStep = (ctx: ShopContext, view: CartDeliveryView, word?: string) => Promise<void>

const SCREENS: Record<Step, ShowStep> = {
  method: showMethod,
  recipient_name: showName,
  recipient_phone: showPhone,
  address: showAddress,
  shipping_option_id: showZones,
  slot_id: showSlots,
}

/** Shows one step of the checkout. @param word what just happened, HTML */
export async function showStep(
  ctx: ShopContext,
  step: Step,
  view: CartDeliveryView,
  word?: string,
): Promise<void> {
  await SCREENS[step](ctx, view, word)
}

/**
 * Goes on with the checkout wherever it stands: the first step that is missing, else the summary. It lives in
 * the cart's delivery, so whoever comes back after a day goes on by itself, and whoever has no cart any more is
 * told so kindly.
 *
 * @param word what just happened, HTML
 * @param known the delivery, where it was just read
 */
export async function proceed(ctx: ShopContext, word?: string, known?: CartDeliveryView): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId || !(await keepCart(ctx))) {
    return showNothingToOrder(ctx)
  }
  const view = known ?? (await loadDelivery(ctx, cartId))
  const step = nextStep(view, askedAgain(ctx))
  if (!step) {
    const cart = await loadCart(ctx)
    return cart ? showSummary(ctx, cart, view, word) : showNothingToOrder(ctx)
  }
  const onlyZone = step === "shipping_option_id" ? theOnlyZone(view) : undefined
  if (onlyZone) {
    return tellDelivery(ctx, { shipping_option_id: onlyZone }, atStep(step))
  }
  // A time was chosen, and time went on: say why it is asked again.
  const isSlotOver = step === "slot_id" && view.delivery.slot_id !== null
  return showStep(ctx, step, view, word ?? (isSlotOver ? ctx.t("checkout.slot_over") : undefined))
}

/** With one zone there is nothing to choose. */
function theOnlyZone({ shipping_options: options }: CartDeliveryView): string | undefined {
  const zones = options.filter(({ method }) => method === "delivery")
  return zones.length === 1 ? zones[0].id : undefined
}

/** The cart is empty, or was ordered already. */
export async function showNothingToOrder(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await show(ctx, {
    text: t("checkout.nothing"),
    photo: banner("cart"),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

/** Gone from under us: the cart was ordered or taken away elsewhere. */
const CART_GONE = ["cart_not_found", "cart_completed"]

export type Telling = {
  /** Asks the question again. @param word what was wrong with the answer, HTML */
  retry: ShowStep
  /** What to show instead of the next step. */
  then?: (view: CartDeliveryView) => Promise<void>
}

/** A question that is a step of the checkout. */
export function atStep(step: Step, then?: Telling["then"]): Telling {
  return { retry: (ctx, view, word) => showStep(ctx, step, view, word), then }
}

/** Writes what the person told and goes on; what is wrong with it is said, and the question asked again. */
export async function tellDelivery(
  ctx: ShopContext,
  changes: DeliveryChanges,
  { retry, then }: Telling,
): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  let view: CartDeliveryView
  try {
    view = await changeDelivery(ctx, cartId, changes)
  } catch (error) {
    return tellProblem(ctx, error, cartId, retry)
  }
  askAgain(
    ctx,
    askedAgain(ctx).filter((field) => changes[field] === undefined),
  )
  return then ? then(view) : proceed(ctx, undefined, view)
}

async function tellProblem(ctx: ShopContext, error: unknown, cartId: string, retry: ShowStep): Promise<void> {
  const code = errorCode(error) ?? ""
  if (CART_GONE.includes(code)) {
    return showNothingToOrder(ctx)
  }
  const key = `errors.${code}`
  if (!ctx.t.has(key)) {
    throw error
  }
  const view = await loadDelivery(ctx, cartId)
  if (code === "out_of_zone") {
    return showOutOfZone(ctx, view)
  }
  if (!ctx.callbackQuery) {
    return retry(ctx, view, ctx.t(key))
  }
  await ctx.answer(ctx.t.plain(key), { alert: true })
  return retry(ctx, view)
}
