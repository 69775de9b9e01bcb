import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { fromMinorUnits } from "../../../lib/money"
import type { StockLine } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { optionsOf } from "../../../workflows/settings"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { DECIDERS, type StockRequestRecord } from "../../../workflows/stock/record-document"
import { catalogOf } from "../../catalog/cache"
import { decideAbout } from "../../features/stock/buttons"
import { itemsById, shortName } from "../../features/stock/items"
import { count } from "../../features/stock/numbers"
import { enqueue, enqueueEdit } from "../../outbox"
import { readerOf } from "../../outbox/desk"
import { outboxOf } from "../../outbox/outbox"
import { clip } from "../../ui/clip"
import { pictureByFileId } from "../../ui/pictures"
import type { Screen } from "../../ui/screen"
import { money, type TextKey, type Translate } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"

/** Lines and characters that a message shows: it may be the caption of a photo. */
const LISTED = 8
const TEXT_LENGTH = 150
const NAME_LENGTH = 40

/** Requests that are announced at once. */
const BATCH = 50
/** Decisions of this time are announced again, and requests of this time are looked through. */
const DECIDED_MS = 3_600_000
const MADE_MS = 14 * 24 * 3_600_000

const noticeKey = (requestId: string, memberId: string) => `stock-request:${requestId}:${memberId}`
/** The message to the person who asked. It follows the messages of those who could decide. */
const decisionKey = (requestId: string) => `stock-decided:${requestId}`

/** Owners and managers who may decide about a request: all but who asks. */
async function decidersOf(
  container: MedusaContainer,
  { member_id, actor_id }: StockRequestRecord,
): Promise<StaffMemberRecord[]> {
  const members = await workshopOf(container).listStaffMembers(
    { role: [...DECIDERS], active: true },
    { take: null },
  )
  return members.filter(({ id, telegram_id }) => id !== member_id && telegram_id !== actor_id)
}

async function memberOfId(
  container: MedusaContainer,
  id: string | null,
): Promise<StaffMemberRecord | undefined> {
  return id ? (await workshopOf(container).listStaffMembers({ id }, { take: 1 })).at(0) : undefined
}

/**
 * Asks owners and managers, each in private, to decide about a request. A repeated call asks nobody again.
 *
 * @returns how many people can decide
 */
export async function askDeciders(container: MedusaContainer, request: StockRequestRecord): Promise<number> {
  const deciders = await decidersOf(container, request)
  const keys = deciders.map(({ id }) => noticeKey(request.id, id))
  const known = new Set(await outboxOf(container).listKnown(keys))
  const unasked = deciders.filter(({ id }) => !known.has(noticeKey(request.id, id)))
  const messages = unasked.map(async (member) => {
    const { chatId, t } = await readerOf(container, member)
    const screen = await requestScreen(container, t, request)
    return { key: noticeKey(request.id, member.id), chatId, screen }
  })
  await enqueue(container, await Promise.all(messages))
  return deciders.length
}

/** A request as owners and managers see it: with buttons while it is pending, else with the decision. */
export async function requestScreen(
  container: MedusaContainer,
  t: Translate,
  request: StockRequestRecord,
): Promise<Screen & { keyboard: InlineKeyboard }> {
  const { id: requestId, status, reason, note, photo_file_id, worth } = request
  const [asker, decider, { currency_code }] = await Promise.all([
    memberOfId(container, request.member_id),
    memberOfId(container, request.decided_by),
    catalogOf(container),
  ])
  const nameOf = (member: StaffMemberRecord | undefined) =>
    clip(member?.name ?? t.plain("stock.in_admin"), NAME_LENGTH)
  const text = [
    t(`stock.request_${request.kind}`),
    t("stock.asked_by", { name: nameOf(asker) }),
    await linesOf(container, t, request),
    [
      isReason(t, reason) ? t("stock.because", { reason: t.plain(`stock.${reason}_reason` as TextKey) }) : "",
      Number(worth) > 0
        ? t("stock.worth", { amount: money(t, fromMinorUnits(worth), currency_code) })
        : t("stock.worth_unknown"),
      note ? t("stock.with_text", { text: clip(note, TEXT_LENGTH) }) : "",
    ]
      .filter(Boolean)
      .join("\n"),
    status === "pending" ? "" : t(`stock.request_${status}`, { name: nameOf(decider) }),
  ]
  const keyboard = new InlineKeyboard()
  if (status === "pending") {
    keyboard
      .text(t.plain("stock.approve"), decideAbout.pack({ status: "approved", requestId }))
      .text(t.plain("stock.refuse"), decideAbout.pack({ status: "refused", requestId }))
  }
  return {
    text: text.filter(Boolean).join("\n\n"),
    keyboard,
    ...(photo_file_id ? { photo: pictureByFileId(photo_file_id) } : {}),
  }
}

const isReason = (t: Translate, reason: string | null) => reason !== null && t.has(`stock.${reason}_reason`)

async function linesOf(
  container: MedusaContainer,
  t: Translate,
  request: StockRequestRecord,
): Promise<string> {
  const lines = request.lines as unknown as StockLine[]
  const shown = lines.slice(0, LISTED)
  const items = await itemsById(
    container,
    [...new Set(shown.map((line) => line.inventory_item_id))],
    t.language,
  )
  return [
    ...shown.map(({ inventory_item_id: item, quantity }) => {
      const sign = quantity < 0 ? "−" : "+"
      const change = `${sign}${count(Math.abs(quantity))}`
      return t("stock.request_line", { name: shortName(t, items, item), change })
    }),
    ...(lines.length > LISTED ? [t("stock.request_more", { count: lines.length - LISTED })] : []),
  ].join("\n")
}

/** Shows a decision in the messages of all who could decide, and notifies the person who asked. A repeated call changes nothing. */
export async function announceDecision(
  container: MedusaContainer,
  request: StockRequestRecord,
): Promise<void> {
  for (const member of await decidersOf(container, request)) {
    const { t } = await readerOf(container, member)
    const screen = await requestScreen(container, t, request)
    await enqueueEdit(container, { key: noticeKey(request.id, member.id), screen })
  }
  const asker = await memberOfId(container, request.member_id)
  if (!asker?.active || request.status === "pending") {
    return
  }
  const decider = await memberOfId(container, request.decided_by)
  const { chatId, t } = await readerOf(container, asker)
  const text = [
    t(`stock.told_${request.status}`, { name: clip(decider?.name ?? "", NAME_LENGTH) }),
    await linesOf(container, t, request),
  ]
  await enqueue(container, [{ key: decisionKey(request.id), chatId, screen: { text: text.join("\n\n") } }])
}

/**
 * Asks about requests and announces decisions whose messages are not enqueued yet: those of the admin, and those whose process
 * died.
 */
export async function announceRequests(container: MedusaContainer, now: Date): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const ledger = ledgerOf(container)
  const pending = await ledger.listStockRequests(
    { status: "pending" },
    { take: BATCH, order: { created_at: "ASC" } },
  )
  const decided = await ledger.listStockRequests(
    {
      status: ["approved", "refused"],
      created_at: { $gte: new Date(now.getTime() - MADE_MS) },
      decided_at: { $gte: new Date(now.getTime() - DECIDED_MS) },
    },
    { take: BATCH, order: { created_at: "DESC" } },
  )
  for (const request of pending) {
    await askDeciders(container, request)
  }
  const announced = new Set(await outboxOf(container).listKnown(decided.map(({ id }) => decisionKey(id))))
  for (const request of decided.filter(({ id }) => !announced.has(decisionKey(id)))) {
    await announceDecision(container, request)
  }
}
