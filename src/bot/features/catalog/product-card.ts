import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { isVip } from "../../catalog/filters"
import { stockOf } from "../../catalog/stock"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { shownLength } from "../../ui/html-length"
import { idle, openCart } from "../../ui/navigation"
import { pictureAt } from "../../ui/pictures"
import { addInRows } from "../../ui/rows"
import { CAPTION_LENGTH, show } from "../../ui/screen"
import { amount, escapeHtml, money } from "../../ui/texts"
import { cartCount } from "../cart-count"
import { addShareButtons } from "../share/buttons"
import { addToCart, backToList, chooseVariant, giftAgain, openAddons, orderAtOnce } from "./buttons"
import { cardOf, draftOf, keepDraft, MOST_OF_ONE, variantsOf, type Card } from "./draft"
import { partsOf } from "./labels"

/** Below this quantity the card shows how many are left. */
const FEW = 6

/**
 * Shows the card of a product.
 *
 * @returns false, without showing anything, when the catalogue does not contain the product
 */
export async function showProduct(ctx: ShopContext, productId: string): Promise<boolean> {
  const catalog = await catalogFor(ctx)
  const product = catalog.productById.get(productId)
  if (!product) {
    return false
  }
  expectNothing(ctx)
  const draft = draftOf(ctx, product)
  const [stock, inCart] = await Promise.all([
    stockOf(ctx, catalog, variantsOf(catalog, product, draft)),
    cartCount(ctx),
  ])
  const card = cardOf(catalog, product, draft, stock)
  const addons = Object.fromEntries(card.addons.map(({ variant, quantity }) => [variant.id, quantity]))
  keepDraft(ctx, { ...draft, variant_id: card.variant.id, quantity: card.quantity, addons })
  await show(ctx, {
    text: caption(ctx, card, draft.hinted_by),
    photo: pictureAt(product.thumbnail),
    keyboard: keyboardOf(ctx, card, { token: draft.token, inCart }),
  })
  return true
}

function caption({ t }: ShopContext, card: Card, hintedBy: string | undefined): string {
  const { catalog, product, variant } = card
  const title = `<b>${escapeHtml(clip(product.title[t.language], 150))}</b>`
  const parts = partsOf(t, catalog, variant)
  const around = [
    isVip(product) ? `${title}  ${t("catalog.vip_badge")}` : title,
    ratingLine(card, t),
    priceLine(card, t),
    parts.length ? t("catalog.contents", { parts: clip(parts.join(" · "), 300) }) : "",
    stockLine(card, t),
    addonsLine(card, t),
  ].filter(Boolean)
  const description = product.description[t.language]
  const hint = hintedBy === undefined ? "" : hintLine(hintedBy, t)
  const room = CAPTION_LENGTH - shownLength([hint, ...around].join("\n\n")) - 4
  const text = description && room > 40 ? escapeHtml(clip(description, room)) : ""
  return [hint, around[0], text, ...around.slice(1)].filter(Boolean).join("\n\n")
}

type T = ShopContext["t"]

/** Who hints at the product, and how to order it for them. */
function hintLine(name: string, t: T): string {
  return t("share.hinted", {
    name: name || t.plain("share.friend"),
    button: t.plain("checkout.method_someone"),
  })
}

/** "★ 4,8 · 12". */
function ratingLine({ product: { rating } }: Card, t: T): string {
  return rating
    ? t("catalog.rating", { average: rating.average.toFixed(1).replace(".", ","), count: rating.count })
    : ""
}

function priceLine({ product, variant }: Card, t: T): string {
  const price = money(t, variant.price, variant.currency_code)
  const line =
    product.variants.length > 1
      ? t("catalog.price_of_size", { price, size: variant.title[t.language] })
      : t("catalog.price", { price })
  const { was } = variant
  return was === undefined
    ? line
    : `${t("catalog.price_was", { price: money(t, was, variant.currency_code) })} ${line}`
}

function stockLine({ left, stock, variant }: Card, t: T): string {
  if (left <= 0) {
    return t(stock.isReserved(variant.id) ? "catalog.reserved" : "catalog.sold_out")
  }
  return left < FEW ? t("catalog.few_left", { count: left }) : t("catalog.in_stock")
}

function addonsLine({ addons }: Card, t: T): string {
  const names = addons.map(({ product, quantity }) => `${product.title[t.language]} × ${quantity}`)
  return names.length ? t("catalog.with_addons", { addons: clip(names.join(", "), 200) }) : ""
}

/** Length of a recipient's name beside another button of the same row. */
const NAME_LENGTH = 10

function keyboardOf(
  ctx: ShopContext,
  card: Card,
  { token, inCart }: { token: string; inCart: number },
): InlineKeyboard {
  const {
    t,
    session: { last_gift: gift },
  } = ctx
  const { catalog, product, variant, quantity, left, total } = card
  const keyboard = new InlineKeyboard()
  addSizes(keyboard, card, t)
  if (left > 0) {
    const set = (count: number) => chooseVariant.pack({ variantId: variant.id, quantity: count })
    keyboard
      .text("−", quantity > 1 ? set(quantity - 1) : idle.pack({}))
      .text(t.plain("catalog.pieces", { count: quantity }), idle.pack({}))
      .text("+", quantity < Math.min(left, MOST_OF_ONE) ? set(quantity + 1) : idle.pack({}))
      .row()
    if (product.kind !== "addon" && catalog.has_addons) {
      keyboard.text(t.plain("catalog.addons"), openAddons.pack({ page: 1 })).row()
    }
    const chosen = { variantId: variant.id, quantity, token }
    keyboard
      .text(
        t.plain("catalog.add_to_cart", { price: money(t, total, catalog.currency_code) }),
        addToCart.pack(chosen),
      )
      .row()
    // With other goods in the cart these buttons would order them too.
    if (!inCart && product.kind !== "addon") {
      keyboard.text(t.plain("catalog.order_at_once"), orderAtOnce.pack(chosen))
      if (gift) {
        keyboard.text(
          t.plain("catalog.gift_again", { name: clip(gift.name, NAME_LENGTH) }),
          giftAgain.pack(chosen),
        )
      }
      keyboard.row()
    }
  }
  addShareButtons(ctx, keyboard, product)
  keyboard.text(t.plain("common.back"), backToList.pack({}))
  if (inCart) {
    keyboard.text(t.plain("common.menu_cart_count", { count: inCart }), openCart.pack({}))
  }
  return keyboard
}

function addSizes(keyboard: InlineKeyboard, { product, variant, stock, quantity }: Card, t: T): void {
  if (product.variants.length < 2) {
    return
  }
  const buttons = product.variants.slice(0, 12).map((size) => {
    // Leaves out the currency, which the caption shows, so that three sizes fit in a row.
    const name = `${clip(size.title[t.language], 20)} · ${amount(size.price, size.currency_code)}`
    const absent = stock.get(size.id) ? "" : stock.isReserved(size.id) ? " ⏳" : " ✖️"
    return {
      label: size.id === variant.id ? `•${name}` : `${name}${absent}`,
      data: chooseVariant.pack({ variantId: size.id, quantity }),
    }
  })
  addInRows(keyboard, buttons, 3)
}
