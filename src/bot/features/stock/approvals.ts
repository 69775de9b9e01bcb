import { Composer, InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode } from "../../../lib/errors"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { personInTelegram } from "../../../workflows/stock/person"
import { decideRequest, type StockRequestRecord } from "../../../workflows/stock/record-document"
import { announceDecision, requestScreen } from "../../messages/stock/requests"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { momentInFull } from "../../ui/when"
import { keeping } from "./access"
import { decideAbout, openRequest, openRequests, openStock } from "./buttons"
import { count } from "./numbers"

const LISTED = 10

/** Decisions about losses and corrections that wait for a second person. */
export const approvals = new Composer<ShopContext>()

openRequests.on(
  approvals,
  keeping((ctx) => showRequests(ctx)),
)

async function showRequests(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const pending = await ledgerOf(container).listStockRequests(
    { status: "pending" },
    { take: LISTED, order: { created_at: "ASC" } },
  )
  const keyboard = new InlineKeyboard()
  for (const { id: requestId, kind, pieces, created_at } of pending) {
    const values = { count: count(pieces), time: momentInFull(t, created_at) }
    keyboard.text(t.plain(`stock.request_button_${kind}`, values), openRequest.pack({ requestId })).row()
  }
  await show(ctx, {
    text: t(pending.length ? "stock.requests_title" : "stock.requests_none"),
    keyboard: keyboard.text(t.plain("common.back"), openStock.pack({})),
  })
}

openRequest.on(
  approvals,
  keeping((ctx, { requestId }) => showRequest(ctx, requestId)),
)

async function showRequest(ctx: ShopContext, id: string): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const request = await readRequest(container, id)
  if (!request) {
    await ctx.answer(t.plain("errors.request_not_found"), { alert: true })
    return showRequests(ctx)
  }
  const { keyboard, ...screen } = await requestScreen(container, t, request)
  const back = InlineKeyboard.text(t.plain("common.back"), openRequests.pack({}))
  await show(ctx, { ...screen, keyboard: keyboard.row(back) })
}

const readRequest = async (container: MedusaContainer, id: string): Promise<StockRequestRecord | undefined> =>
  (await ledgerOf(container).listStockRequests({ id }, { take: 1 })).at(0)

decideAbout.on(
  approvals,
  keeping(async (ctx, { status, requestId: id }) => {
    const { t, container, account } = ctx
    if (status !== "approved" && status !== "refused") {
      return ctx.answer(t.plain("common.stale"))
    }
    const isOnScreen = ctx.callbackQuery?.message?.message_id === ctx.session.screen?.message_id
    try {
      const person = await personInTelegram(container, account.telegram_id)
      await decideRequest(container, person, { id, status })
      await ctx.answer(t.plain(`stock.${status}_done`))
    } catch (error) {
      const key = `errors.${errorCode(error)}`
      if (!t.has(key)) {
        throw error
      }
      await ctx.answer(t.plain(key), { alert: true })
    }
    const request = await readRequest(container, id)
    if (request && request.status !== "pending") {
      await announceDecision(container, request)
    }
    return isOnScreen ? showRequest(ctx, id) : undefined
  }),
)
