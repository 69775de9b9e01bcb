import { Composer, InlineKeyboard } from "grammy"
import { LANGUAGES, type Language } from "../../lib/shop"
import { callback } from "../ui/callback"
import type { StaffMemberRecord } from "../../modules/workshop/types"
import type { ShopContext } from "../runtime/context"
import { openDeepLink } from "../ui/deep-links"
import { expectNothing } from "../ui/expect"
import {
  idle,
  openAddresses,
  openBuilder,
  openCart,
  openCatalog,
  openCheckout,
  openHelp,
  openLanguage,
  openMenu,
  openOrders,
  openSearch,
} from "../ui/navigation"
import { banner } from "../ui/pictures"
import { addInRows, type Button } from "../ui/rows"
import { show } from "../ui/screen"
import { telegramOf } from "../runtime/telegram"
import { textsIn, type Translate } from "../ui/texts"
import { cartCount } from "./cart-count"
import { sectionsOf } from "./owner/access"
import { openShop } from "./owner/buttons"
import { isKeeper } from "./stock/access"
import { openStock } from "./stock/buttons"
import { openWorkList } from "./workshop/buttons"
import { isAtWork, memberOf } from "./workshop/member"

const chooseLanguage = callback("setlang", ["language"])

/** The commands /start, /language and /menu. */
export const start = new Composer<ShopContext>()

start.command("start", async (ctx) => {
  expectNothing(ctx)
  const payload = ctx.match.trim().slice(0, 64)
  if (!ctx.account.language) {
    ctx.session.start_payload = payload || undefined
    return showLanguages(ctx)
  }
  return enter(ctx, payload)
})

chooseLanguage.on(start, async (ctx, { language }) => {
  const chosen = LANGUAGES.find((one) => one === language)
  if (!chosen) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  await setLanguage(ctx, chosen)
  const payload = ctx.session.start_payload ?? ""
  ctx.session.start_payload = undefined
  await ctx.answer(ctx.t.plain("common.language_changed"))
  return enter(ctx, payload)
})

// Asks for the language first, whatever the first message or tap is.
start.use(async (ctx, next) => {
  if (ctx.account.language || ctx.myChatMember) {
    return next()
  }
  return showLanguages(ctx)
})

start.command("language", showLanguages)
openLanguage.on(start, showLanguages)
start.command("menu", showMenu)
openMenu.on(start, showMenu)
idle.on(start, (ctx) => ctx.answer())

async function enter(ctx: ShopContext, payload: string): Promise<void> {
  if (!(payload && (await openDeepLink(ctx, payload)))) {
    await showMenu(ctx)
  }
}

async function setLanguage(ctx: ShopContext, language: Language): Promise<void> {
  await telegramOf(ctx.container).updateAccounts({ id: ctx.account.id, language, blocked_at: null })
  ctx.account.language = language
  ctx.t = textsIn(language)
}

async function showLanguages(ctx: ShopContext): Promise<void> {
  const { t } = ctx
  await show(ctx, {
    text: t("common.choose_language"),
    photo: banner("menu"),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.language_russian"), chooseLanguage.pack({ language: "ru" }))
      .text(t.plain("common.language_uzbek"), chooseLanguage.pack({ language: "uz" })),
  })
}

/** Shows the main menu. */
export async function showMenu(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const [count, member] = await Promise.all([cartCount(ctx), memberOf(ctx)])
  const cart = count ? t.plain("common.menu_cart_count", { count }) : t.plain("common.menu_cart")
  const keyboard = new InlineKeyboard()
  if (member) {
    addInRows(keyboard, staffButtons(t, member), 2)
  }
  if (count && ctx.session.checkout?.begun === ctx.account.cart_id) {
    keyboard.text(t.plain("checkout.resume"), openCheckout.pack({})).row()
  }
  await show(ctx, {
    text: t("common.menu"),
    photo: banner("menu"),
    keyboard: keyboard
      .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
      .text(t.plain("common.menu_search"), openSearch.pack({}))
      .row()
      .text(t.plain("common.menu_builder"), openBuilder.pack({}))
      .row()
      .text(cart, openCart.pack({}))
      .text(t.plain("common.menu_orders"), openOrders.pack({}))
      .row()
      .text(t.plain("common.menu_addresses"), openAddresses.pack({}))
      .text(t.plain("common.menu_help"), openHelp.pack({}))
      .row()
      .text(t.plain("common.menu_language"), openLanguage.pack({})),
  })
}

const staffButtons = (t: Translate, member: StaffMemberRecord): Button[] => [
  ...(isAtWork(member) ? [{ label: t.plain("workshop.to_list"), data: openWorkList.pack({}) }] : []),
  ...(sectionsOf(member).length ? [{ label: t.plain("owner.open"), data: openShop.pack({}) }] : []),
  ...(isKeeper(member) ? [{ label: t.plain("stock.open"), data: openStock.pack({}) }] : []),
]
