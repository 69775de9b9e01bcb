import { Composer } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { productOfVariant } from "../../catalog/similar"
import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { fillLastGift } from "../checkout/last-gift"
import { proceed } from "../checkout/proceed"
import { deepLink } from "../../ui/deep-links"
import { openCatalog } from "../../ui/navigation"
import { addFromCard, beginAnewIfAdded } from "./add-to-cart"
import { askAddonCount, changeAddon, returnToCard, showAddons } from "./addons"
import {
  addToCart,
  backToCard,
  backToList,
  chooseVariant,
  askAddon,
  giftAgain,
  openAddons,
  openAll,
  openCategory,
  openFound,
  openProduct,
  openSections,
  orderAtOnce,
  setAddon,
} from "./buttons"
import { draftOf, keepDraft } from "./draft"
import { filterScreen } from "./filters"
import { showList } from "./list"
import { showProduct } from "./product-card"
import { showCatalog } from "./categories"
import { showSections } from "./sections"
import { HINT_LINK, PRODUCT_LINK, readHint } from "../share/links"
import { suggestSimilar } from "./suggest"

/** The catalogue: categories, product lists, product cards and filters. */
export const catalog = new Composer<ShopContext>()

/** Deep link to a product: https://t.me/<bot>?start=p_<product id>. */
deepLink(PRODUCT_LINK, (ctx, productId) => openByLink(ctx, productId))

/** Deep link of a hint: https://t.me/<bot>?start=h_<account>_<product id>. A forged account opens the product without a hint. */
deepLink(HINT_LINK, async (ctx, about) => {
  const { accountId, productId } = readHint(about)
  const product = (await catalogFor(ctx)).productById.get(productId)
  const name = product && accountId !== ctx.account.id ? await firstNameOf(ctx, accountId) : undefined
  if (product) {
    keepDraft(ctx, { ...draftOf(ctx, product), hinted_by: name })
  }
  return openByLink(ctx, productId)
})

catalog.command("catalog", showCatalog)
openCatalog.on(catalog, showCatalog)

openCategory.on(catalog, (ctx, { categoryId, page }) =>
  showList(ctx, { source: "category", category_id: categoryId, page: wholeNumber(page) }),
)
openSections.on(catalog, (ctx, { categoryId }) => showSections(ctx, categoryId))
openAll.on(catalog, (ctx, { page }) => showList(ctx, { source: "all", page: wholeNumber(page) }))
openFound.on(catalog, (ctx, { page }) => {
  const list = ctx.session.catalog?.list
  return list?.source === "search" ? showList(ctx, { ...list, page: wholeNumber(page) }) : showCatalog(ctx)
})
backToList.on(catalog, (ctx) => {
  const list = ctx.session.catalog?.list
  return list ? showList(ctx, list) : showCatalog(ctx)
})

openProduct.on(catalog, (ctx, { productId }) => openOrExplain(ctx, productId))
chooseVariant.on(catalog, async (ctx, { variantId, quantity }) => {
  const found = (await catalogFor(ctx)).variantById.get(variantId)
  if (found) {
    beginAnewIfAdded(ctx, found.product.id)
    const draft = draftOf(ctx, found.product)
    keepDraft(ctx, { ...draft, variant_id: variantId, quantity: wholeNumber(quantity) })
  }
  await openOrExplain(ctx, found?.product.id ?? (await productOfVariant(ctx, variantId)))
})
addToCart.on(catalog, (ctx, { variantId, quantity, token }) =>
  addFromCard(ctx, { variantId, quantity: wholeNumber(quantity), token }),
)
orderAtOnce.on(catalog, (ctx, { variantId, quantity, token }) =>
  addFromCard(ctx, { variantId, quantity: wholeNumber(quantity), token }, () => proceed(ctx)),
)
giftAgain.on(catalog, (ctx, { variantId, quantity, token }) =>
  addFromCard(ctx, { variantId, quantity: wholeNumber(quantity), token }, fillLastGift),
)

openAddons.on(catalog, (ctx, { page }) => showAddons(ctx, wholeNumber(page)))
askAddon.on(catalog, (ctx, { variantId, page }) => askAddonCount(ctx, variantId, wholeNumber(page)))
setAddon.on(catalog, (ctx, { variantId, quantity, page }) =>
  changeAddon(ctx, { variantId, quantity: wholeNumber(quantity, 0), page: wholeNumber(page) }),
)
backToCard.on(catalog, returnToCard)

catalog.use(filterScreen)

/**
 * Parses an integer from callback data, which can be forged. @param least result for invalid or smaller
 * values
 */
function wholeNumber(text: string, least = 1): number {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : least
  return Math.max(least, number)
}

async function openCard(ctx: ShopContext, productId: string): Promise<boolean> {
  beginAnewIfAdded(ctx, productId)
  return showProduct(ctx, productId)
}

/** Opens a product, or shows similar ones when it is not sold any more. */
async function openByLink(ctx: ShopContext, productId: string): Promise<true> {
  if (!(await openCard(ctx, productId))) {
    await suggestSimilar(ctx, productId)
  }
  return true
}

/** The first name of an account; undefined when there is no such account. */
async function firstNameOf(ctx: ShopContext, accountId: string): Promise<string | undefined> {
  const [account] = await telegramOf(ctx.container).listAccounts({ id: accountId }, { take: 1 })
  return account?.first_name
}

async function openOrExplain(ctx: ShopContext, productId: string): Promise<void> {
  if (!(await openCard(ctx, productId))) {
    await ctx.answer(ctx.t.plain("catalog.product_gone"), { alert: true })
    await suggestSimilar(ctx, productId)
  }
}
