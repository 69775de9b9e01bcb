import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { idle, openCatalog, openMenu, openOrder, openOrders, repeatOrder } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { payable } from "../../../lib/money"
import { money } from "../../ui/texts"
import { momentInFull } from "../../ui/when"
import { openPage } from "./buttons"
import { lineName } from "../checkout/lines"
import { showOrder } from "./detail"
import { listOrders, type OrderInList } from "./order"
import { isOver, stateOf } from "./state"

const ON_PAGE = 5
/** Longest name of a bouquet or a recipient in the list. */
const NAME_LENGTH = 40
/** Number of newest orders in which /status looks for open ones. */
const NEWEST = 10

/**
 * Shows a page of the shopper's orders. @param page from 0
 *
 * @param notice status message shown first, HTML
 */
export async function showOrders(ctx: ShopContext, page = 0, notice?: string): Promise<void> {
  expectNothing(ctx)
  const { orders, count } = await listOrders(ctx, { take: ON_PAGE, skip: page * ON_PAGE })
  if (!orders.length) {
    return page > 0 ? showOrders(ctx, 0, notice) : showNone(ctx, notice ?? ctx.t("orders.none"))
  }
  const pages = Math.ceil(count / ON_PAGE)
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  for (const { id: orderId, display_id: number } of orders) {
    keyboard
      .text(t.plain("orders.open", { number }), openOrder.pack({ orderId }))
      .text(t.plain("orders.repeat_number", { number }), repeatOrder.pack({ orderId }))
      .row()
  }
  if (pages > 1) {
    addPages(ctx, keyboard, page, pages)
  }
  await show(ctx, {
    text: [notice, t("orders.title"), ...orders.map((order) => lineOf(ctx, order))]
      .filter(Boolean)
      .join("\n\n"),
    photo: banner("orders"),
    keyboard: keyboard.text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

function addPages({ t }: ShopContext, keyboard: InlineKeyboard, page: number, pages: number): void {
  const to = (target: number) => openPage.pack({ page: (target + pages) % pages })
  keyboard
    .text(t.plain("common.previous"), to(page - 1))
    .text(t.plain("common.page", { page: page + 1, pages }), idle.pack({}))
    .text(t.plain("common.next"), to(page + 1))
    .row()
}

/** The lines of an order in a list, HTML: its number, its first bouquet, and the recipient of a gift. */
function lineOf({ t }: ShopContext, order: OrderInList): string {
  const { items, delivery } = order
  const name = clip(items.length ? lineName(items[0]) : "", NAME_LENGTH)
  const text = t("orders.line", {
    number: order.display_id,
    what: items.length > 1 ? t.plain("orders.line_more", { name, count: items.length - 1 }) : name,
    placed: momentInFull(t, order.created_at),
    state: stateOf(t, order),
    total: money(t, payable(order.total, order.currency_code), order.currency_code),
  })
  const recipient = delivery?.for_someone_else && delivery.recipient_name
  return recipient ? `${text}\n${t("orders.line_gift", { name: clip(recipient, NAME_LENGTH) })}` : text
}

/** Shows the open orders. With one open order, shows that order. */
export async function showStatus(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const { orders, count } = await listOrders(ctx, { take: NEWEST, skip: 0 })
  const active = orders.filter((order) => !isOver(order))
  if (active.length === 1) {
    return showOrder(ctx, active[0].id)
  }
  if (!active.length) {
    return showNone(ctx, t(count ? "orders.none_active" : "orders.none"), count > 0)
  }
  const keyboard = new InlineKeyboard()
  for (const order of active) {
    keyboard
      .text(t.plain("orders.open", { number: order.display_id }), openOrder.pack({ orderId: order.id }))
      .row()
  }
  await show(ctx, {
    text: [t("orders.active"), ...active.map((order) => lineOf(ctx, order))].join("\n\n"),
    photo: banner("orders"),
    keyboard: keyboard.text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

async function showNone(ctx: ShopContext, text: string, hasOrders = false): Promise<void> {
  const { t } = ctx
  const keyboard = new InlineKeyboard().text(t.plain("common.menu_catalog"), openCatalog.pack({}))
  if (hasOrders) {
    keyboard.text(t.plain("common.menu_orders"), openOrders.pack({}))
  }
  await show(ctx, {
    text,
    photo: banner("orders"),
    keyboard: keyboard.row().text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}
