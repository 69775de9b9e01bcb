import { Composer, InlineKeyboard } from "grammy"
import { readDay, type Day, type Money } from "../../../workflows/shop/read-day"
import { fromMinorUnits } from "../../../lib/money"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { money, type Translate } from "../../ui/texts"
import { capitalized, dayInFull, dayOf, timeOf } from "../../ui/when"
import { paymentName } from "../checkout/payment-methods"
import { openCash } from "../workshop/buttons"
import { permitted } from "./access"
import { openShop, openToday } from "./buttons"

/** The day in numbers. */
export const today = new Composer<ShopContext>()

openToday.on(today, permitted("today", showToday))

async function showToday(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const now = new Date()
  const day = await readDay(ctx.container, now)
  const keyboard = new InlineKeyboard()
  if (day.cash.length) {
    keyboard.text(t.plain("workshop.cash"), openCash.pack({})).row()
  }
  await show(ctx, {
    text: [
      t("owner.today_title", { day: capitalized(dayInFull(t, dayOf(now))) }),
      orderLines(t, day),
      workLines(t, day),
      ...moneyAndStars(t, day),
      t("owner.as_of", { time: timeOf(now) }),
    ].join("\n\n"),
    keyboard: keyboard
      .text(t.plain("workshop.refresh"), openToday.pack({}))
      .text(t.plain("common.back"), openShop.pack({})),
  })
}

const inTotal = (t: Translate, sums: Money[]) =>
  sums.map(({ amount, currency_code }) => money(t, amount, currency_code)).join(" + ")

function orderLines(t: Translate, { orders, sums, ways, unpaid, canceled }: Day): string {
  const title = orders ? t("owner.orders", { count: orders, sum: inTotal(t, sums) }) : t("owner.orders_none")
  return [
    title,
    ...ways.map(({ provider_id, count, amount, currency_code }) => {
      const name = provider_id ? paymentName(t, provider_id) : t.plain("owner.way_unknown")
      return t("owner.way", { name, count, sum: money(t, amount, currency_code) })
    }),
    ...(unpaid ? [t("owner.unpaid", { count: unpaid })] : []),
    ...(canceled ? [t("owner.canceled", { count: canceled })] : []),
  ].join("\n")
}

const workLines = (t: Translate, { work }: Day): string =>
  [
    t("owner.delivered", { count: work.delivered }),
    t("owner.on_the_way", { count: work.out_for_delivery }),
    t("owner.ready", { count: work.ready }),
    t("owner.being_made", { count: work.accepted }),
    t("owner.offered", { count: work.offered }),
    t("owner.late", { count: work.late }),
  ].join("\n")

function moneyAndStars(t: Translate, { cash, rating }: Day): string[] {
  const sums = cash.map(({ amount, currency_code }) => ({ amount: fromMinorUnits(amount), currency_code }))
  return [
    [
      cash.length ? t("owner.cash", { sum: inTotal(t, sums) }) : t("owner.cash_none"),
      rating.count
        ? t("owner.rating", { average: rating.average.toFixed(1).replace(".", ","), count: rating.count })
        : t("owner.rating_none"),
    ].join("\n"),
  ]
}
