import { Composer, InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { fromMinorUnits } from "../../../lib/money"
import type { CashHandOverRecord, OpenCash, StaffMemberRecord } from "../../../modules/workshop/types"
import { mayTakeCash, takeCash as recordCash } from "../../../workflows/staff/take-cash"
import { enqueue } from "../../outbox"
import { readerOf } from "../../outbox/desk"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { money, type Translate } from "../../ui/texts"
import { momentInFull } from "../../ui/when"
import { workshopOf } from "../../ui/workshop"
import { askCash, openCash, openWorkList, takeCash } from "./buttons"
import { memberOf } from "./member"

/** Hand-overs that the screen lists. */
const LISTED = 10

/** The cash of couriers: owners and managers see who has how much, and confirm that they got it. */
export const cash = new Composer<ShopContext>()

const amountOf = (
  t: Translate,
  { amount, currency_code }: { amount: number | string; currency_code: string },
) => money(t, fromMinorUnits(amount), currency_code)

/** The sender if they may see the cash of couriers. Otherwise answers that they may not. */
async function cashier(ctx: ShopContext): Promise<StaffMemberRecord | undefined> {
  const member = await memberOf(ctx)
  if (ctx.chat?.type === "private" && (member?.role === "owner" || member?.role === "manager")) {
    return member
  }
  await ctx.answer(ctx.t.plain(member ? "errors.not_allowed" : "errors.not_staff"), { alert: true })
  return undefined
}

openCash.on(cash, async (ctx) => {
  const member = await cashier(ctx)
  return member && showCash(ctx, member)
})

async function showCash(ctx: ShopContext, member: StaffMemberRecord): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const workshop = workshopOf(ctx.container)
  const [open, done] = await Promise.all([
    workshop.listOpenCash(),
    workshop.listCashHandOvers({}, { order: { taken_at: "DESC" }, take: LISTED }),
  ])
  const couriers = await workshop.listStaffMembers(
    { id: open.map(({ courier_id }) => courier_id) },
    { take: open.length },
  )
  const nameOf = new Map(couriers.map(({ id, name }) => [id, name]))
  const line = (one: OpenCash) => ({
    name: clip(nameOf.get(one.courier_id) ?? "", 40),
    amount: amountOf(t, one),
    count: one.orders,
  })
  const keyboard = new InlineKeyboard()
  for (const one of open.filter(({ courier_id }) => mayTakeCash(member, courier_id))) {
    const { courier_id: courierId, currency_code: currency } = one
    keyboard
      .text(t.plain("workshop.cash_open_button", line(one)), askCash.pack({ courierId, currency }))
      .row()
  }
  await show(ctx, {
    text: [
      t("workshop.cash_title"),
      "",
      ...(open.length ? open.map((one) => t("workshop.cash_open", line(one))) : [t("workshop.cash_none")]),
      ...(done.length ? ["", t("workshop.cash_done_title"), ...done.map((one) => doneLine(t, one))] : []),
    ].join("\n"),
    keyboard: keyboard.text(t.plain("workshop.to_list"), openWorkList.pack({})),
  })
}

const doneLine = (t: Translate, one: CashHandOverRecord): string =>
  t("workshop.cash_done", {
    at: momentInFull(t, one.taken_at),
    courier: clip(one.courier_name, 40),
    taker: clip(one.taken_by_name, 40),
    amount: amountOf(t, one),
  })

askCash.on(cash, async (ctx, { courierId, currency }) => {
  const member = await cashier(ctx)
  if (!member) {
    return
  }
  if (!mayTakeCash(member, courierId)) {
    return ctx.answer(ctx.t.plain("workshop.cash_own"), { alert: true })
  }
  const workshop = workshopOf(ctx.container)
  const open = (await workshop.listOpenCash(courierId)).find((one) => one.currency_code === currency)
  const [courier] = await workshop.listStaffMembers({ id: courierId }, { take: 1 })
  if (!open || !courier) {
    await ctx.answer(ctx.t.plain("errors.cash_taken"), { alert: true })
    return showCash(ctx, member)
  }
  const { t } = ctx
  const amount = amountOf(t, open)
  return show(ctx, {
    text: t("workshop.cash_ask", { name: courier.name, amount, count: open.orders }),
    keyboard: new InlineKeyboard()
      .text(
        t.plain("workshop.cash_yes", { amount }),
        takeCash.pack({ courierId, currency, amount: open.amount }),
      )
      .success()
      .row()
      .text(t.plain("common.back"), openCash.pack({})),
  })
})

takeCash.on(cash, async (ctx, { courierId, currency, amount }) => {
  const member = await cashier(ctx)
  if (!member) {
    return
  }
  try {
    const handOver = await recordCash(ctx.container, {
      courier_id: courierId,
      taker: member,
      amount: Number(amount),
      currency_code: currency,
    })
    await tellCourier(ctx, handOver)
    await ctx.answer(ctx.t.plain("workshop.cash_taken_done", { amount: amountOf(ctx.t, handOver) }))
  } catch (error) {
    const key = `errors.${errorCode(error)}`
    if (!ctx.t.has(key)) {
      throw error
    }
    await ctx.answer(ctx.t.plain(key), { alert: true })
  }
  return showCash(ctx, member)
})

async function tellCourier(ctx: ShopContext, handOver: CashHandOverRecord): Promise<void> {
  const [courier] = await workshopOf(ctx.container).listStaffMembers({ id: handOver.courier_id }, { take: 1 })
  if (!courier) {
    return
  }
  const { chatId, t } = await readerOf(ctx.container, courier)
  await enqueue(ctx.container, [
    {
      key: `cash:${handOver.id}`,
      chatId,
      screen: {
        text: t("workshop.cash_given", { amount: amountOf(t, handOver), taker: handOver.taken_by_name }),
      },
    },
  ])
}
