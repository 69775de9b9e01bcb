import { Composer, InlineKeyboard, InputFile } from "grammy"
import { shoppingList, type SupplierList } from "../../../workflows/stock/reorder/shopping-list"
import { shoppingFile } from "../../messages/stock/shopping-sheet"
import { shoppingText } from "../../messages/stock/shopping-text"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { idle } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { dayOf } from "../../ui/when"
import { keeping } from "./access"
import {
  ALL_SUPPLIERS,
  NO_SUPPLIER,
  openShopping,
  openStock,
  openSupplierList,
  sendShoppingFile,
} from "./buttons"

/** Items of a supplier on a screen, and suppliers with a button. */
const PAGE = 25
const SUPPLIERS = 20
const NAME_LENGTH = 34

/** What to order, by supplier. */
export const shopping = new Composer<ShopContext>()

openShopping.on(
  shopping,
  keeping((ctx) => showShopping(ctx)),
)

const keyOf = ({ supplier_id }: SupplierList) => supplier_id ?? NO_SUPPLIER

/** Shows the suppliers of which there is something to order. */
async function showShopping(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const lists = await shoppingList(container)
  const keyboard = new InlineKeyboard()
  for (const list of lists.slice(0, SUPPLIERS)) {
    const name = clip(list.name ?? t.plain("stock.no_supplier"), NAME_LENGTH)
    keyboard
      .text(
        t.plain("stock.shopping_button", { name, count: list.items.length }),
        openSupplierList.pack({ supplierId: keyOf(list), page: 0 }),
      )
      .row()
  }
  if (lists.length) {
    keyboard.text(t.plain("stock.shopping_file"), sendShoppingFile.pack({ supplierId: ALL_SUPPLIERS })).row()
  }
  const text = lists.length
    ? [
        t("stock.shopping_title"),
        ...(await shoppingText(container, t, lists, PAGE)),
        t("stock.shopping_hint"),
      ]
    : [t("stock.shopping_none")]
  await show(ctx, {
    text: text.join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), openStock.pack({})),
  })
}

openSupplierList.on(
  shopping,
  keeping((ctx, { supplierId, page }) => showSupplierList(ctx, supplierId, Number(page) || 0)),
)

async function showSupplierList(ctx: ShopContext, supplierId: string, wanted: number): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const list = (await shoppingList(container)).find((one) => keyOf(one) === supplierId)
  if (!list) {
    return showShopping(ctx)
  }
  const pages = Math.max(1, Math.ceil(list.items.length / PAGE))
  const page = Math.min(Math.max(0, Math.floor(wanted)), pages - 1)
  const shown = { ...list, items: list.items.slice(page * PAGE, (page + 1) * PAGE) }
  const keyboard = new InlineKeyboard()
  if (pages > 1) {
    const to = (other: number) => openSupplierList.pack({ supplierId, page: (other + pages) % pages })
    keyboard
      .text(t.plain("common.previous"), to(page - 1))
      .text(t.plain("common.page", { page: page + 1, pages }), idle.pack({}))
      .text(t.plain("common.next"), to(page + 1))
      .row()
  }
  await show(ctx, {
    text: [t("stock.shopping_title"), ...(await shoppingText(container, t, [shown], PAGE))].join("\n\n"),
    keyboard: keyboard
      .text(t.plain("stock.shopping_file"), sendShoppingFile.pack({ supplierId }))
      .row()
      .text(t.plain("common.back"), openShopping.pack({})),
  })
}

sendShoppingFile.on(
  shopping,
  keeping(async (ctx, { supplierId }) => {
    const { t, container, account } = ctx
    const all = await shoppingList(container)
    const lists = supplierId === ALL_SUPPLIERS ? all : all.filter((list) => keyOf(list) === supplierId)
    if (!lists.length) {
      return ctx.answer(t.plain("stock.shopping_none"), { alert: true })
    }
    const file = new InputFile(await shoppingFile(container, t, lists), `guldasta-${dayOf()}.xlsx`)
    await ctx.answer()
    await ctx.api.sendDocument(account.telegram_id, file, {
      caption: t("stock.shopping_title"),
      parse_mode: "HTML",
    })
    return undefined
  }),
)
