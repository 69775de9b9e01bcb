import { Composer } from "grammy"
import { errorCode } from "../../../lib/errors"
import { changeQuantityWorkflow } from "../../../workflows/cart/change-quantity"
import { reduceLinesWorkflow, type ReduceLinesInput } from "../../../workflows/cart/reduce-lines"
import type { ShopContext } from "../../runtime/context"
import { keepFlowers, openCart } from "../../ui/navigation"
import { repairCart, openCartPage, removeBouquet, setQuantity } from "./buttons"
import { showCart, viewCart } from "./cart-screen"
import { bouquetOf } from "./entries"
import { loadCart } from "./load-cart"
import { promoCode } from "./promo-code"

export { showCart } from "./cart-screen"

/** Maximum quantity of one cart line in the bot. */
const MOST_OF_ONE = 99

/** The cart: view, change and resolve problems. */
export const cart = new Composer<ShopContext>()

cart.command("cart", (ctx) => showCart(ctx))
openCart.on(cart, (ctx) => showCart(ctx))
// Viewing the cart renews its hold (see viewCart).
keepFlowers.on(cart, (ctx) => showCart(ctx))
openCartPage.on(cart, (ctx, { page }) => showCart(ctx, Number(page) || 1))

setQuantity.on(cart, async (ctx, { lineId, quantity, page }) => {
  const open = await loadCart(ctx)
  const line = open?.items.find(({ id }) => id === lineId)
  const wanted = /^\d{1,3}$/.test(quantity) ? Number(quantity) : -1
  if (!open || !line || wanted < 0 || bouquetOf(line)) {
    await ctx.answer(ctx.t.plain("common.stale"))
  } else if (wanted > MOST_OF_ONE) {
    await ctx.answer(ctx.t.plain("cart.over_limit", { count: MOST_OF_ONE }), { alert: true })
  } else if (wanted < line.quantity) {
    await reduce(ctx, { cart_id: open.id, lines: [{ line_id: lineId, quantity: wanted }] })
  } else if (wanted > line.quantity) {
    await increase(ctx, { cart_id: open.id, line_id: lineId, quantity: wanted })
  }
  await showCart(ctx, Number(page) || 1)
})

removeBouquet.on(cart, async (ctx, { bouquetId, page }) => {
  const open = await loadCart(ctx)
  const parts = (open?.items ?? []).filter((line) => bouquetOf(line) === bouquetId)
  if (!open || !parts.length) {
    await ctx.answer(ctx.t.plain("common.stale"))
  } else {
    await reduce(ctx, { cart_id: open.id, lines: parts.map(({ id }) => ({ line_id: id, quantity: 0 })) })
  }
  await showCart(ctx, Number(page) || 1)
})

repairCart.on(cart, async (ctx) => {
  const view = await viewCart(ctx)
  const problems = (view?.entries ?? []).flatMap((entry) => entry.problems)
  if (view && problems.length) {
    const lines = problems.flatMap((problem) => {
      const left = problem.kind === "gone" ? 0 : problem.kind === "short" ? problem.left : undefined
      return left === undefined ? [] : [{ line_id: problem.line.id, quantity: left }]
    })
    await reduce(ctx, { cart_id: view.cart.id, lines, refresh_prices: true })
    await rememberPrices(ctx)
    await ctx.answer(ctx.t.plain("cart.resolved"))
  }
  await showCart(ctx)
})

/**
 * Stores the price differences that remain after Medusa has recalculated the cart. They are intended (for
 * example a group price), so the cart does not report them again.
 */
async function rememberPrices(ctx: ShopContext): Promise<void> {
  const view = await viewCart(ctx)
  const problems = (view?.entries ?? []).flatMap((entry) => entry.problems)
  const differing = problems.flatMap((problem) =>
    problem.kind === "price" ? [[problem.line.id, problem.price] as const] : [],
  )
  ctx.session.cart_prices = differing.length ? Object.fromEntries(differing) : undefined
}

cart.use(promoCode)

/** Reduces quantities. A second tap finds the line already reduced and changes nothing. */
async function reduce(ctx: ShopContext, input: ReduceLinesInput): Promise<void> {
  try {
    await reduceLinesWorkflow(ctx.container).run({ input })
  } catch (error) {
    const code = errorCode(error)
    if (code !== "line_not_found" && code !== "cart_completed") {
      throw error
    }
    await ctx.answer(ctx.t.plain("common.stale"))
  }
}

async function increase(
  ctx: ShopContext,
  input: { cart_id: string; line_id: string; quantity: number },
): Promise<void> {
  try {
    await changeQuantityWorkflow(ctx.container).run({ input })
  } catch (error) {
    const code = errorCode(error)
    if (code === "out_of_stock" || code === "reserved_for_now") {
      return ctx.answer(ctx.t.plain(`errors.${code}`), { alert: true })
    }
    if (code !== "line_not_found" && code !== "cart_completed") {
      throw error
    }
    await ctx.answer(ctx.t.plain("common.stale"))
  }
}
