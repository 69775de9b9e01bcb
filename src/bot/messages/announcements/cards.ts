import type { Api } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { firstFloristOf } from "../../../modules/workshop/order-transitions"
import type { AssignmentRecord, StaffMemberRecord } from "../../../modules/workshop/types"
import { isGone } from "../../runtime/api-errors"
import { telegramOf } from "../../runtime/telegram"
import { textsIn, type Translate } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"
import type { EnqueuedCard } from "../../outbox"
import { readerOf } from "../../outbox/desk"
import { outboxOf } from "../../outbox/outbox"
import { couriersCard, formerCouriersCard } from "./couriers-card"
import { floristsCard, formerFloristsCard } from "./florists-card"
import { couriersRound, floristsRound } from "./holders"
import type { OrderFacts } from "./order-facts"
import { workCard } from "./work-card"

/**
 * Keys of an order's cards. The bot edits these messages when the order changes.
 * - `card:<assignment>:florists:<round>:<chat>` in the florists' chat,
 * - `card:<assignment>:couriers:<round>:<chat>` in the couriers' group,
 * - `card:<assignment>:work:<member>` in a staff member's private chat.
 * When an order returns to a chat (given back, delivery failed, made again after an edit, opened again by an exchange or a
 * claim), the next round starts with a new card, because Telegram does not notify about edits. The card of the former round
 * stays without buttons.
 */
type CardKey =
  { kind: "florists" | "couriers"; round: number; chatId: string } | { kind: "work"; memberId: string }

const prefixOf = (assignmentId: string) => `card:${assignmentId}:`

function packKey(assignmentId: string, card: CardKey): string {
  const rest = card.kind === "work" ? card.memberId : `${card.round}:${card.chatId}`
  return `${prefixOf(assignmentId)}${card.kind}:${rest}`
}

/** The key of an order's card in a staff member's private chat. */
export const workCardKey = (assignmentId: string, memberId: string): string =>
  packKey(assignmentId, { kind: "work", memberId })

function unpackKey(key: string): CardKey | undefined {
  const [, , kind, first, chatId] = key.split(":")
  if (kind === "work") {
    return { kind, memberId: first }
  }
  return kind === "florists" || kind === "couriers" ? { kind, round: Number(first), chatId } : undefined
}

/** All cards of an order with their current content: the sent ones and the ones still to send. */
export async function cardsOf(container: MedusaContainer, facts: OrderFacts): Promise<EnqueuedCard[]> {
  const { id: assignmentId, order_id: orderId } = facts.assignment
  const rows = await outboxOf(container).listCards([prefixOf(assignmentId)])
  const cards = new Map(rows.map((row) => [row.key, { chatId: row.chat_id, card: unpackKey(row.key) }]))
  for (const { chatId, card } of wantedCards(facts)) {
    cards.set(packKey(assignmentId, card), { chatId, card })
  }
  const members = await membersOf(container, facts, [...cards.values()])
  return [...cards].flatMap(([key, { chatId, card }]) => {
    const rendered = card && render(facts, card, members)
    return rendered ? [{ key, chatId, orderId, ...rendered }] : []
  })
}

/** Returns the card to send again to a staff member's private chat, and deletes the former message. */
export async function workCardAnew(
  container: MedusaContainer,
  api: Api,
  facts: OrderFacts,
  member: StaffMemberRecord,
): Promise<EnqueuedCard> {
  const key = packKey(facts.assignment.id, { kind: "work", memberId: member.id })
  const [former] = await outboxOf(container).listMessages({ key }, { take: 1 })
  if (former?.message_id) {
    await deleteMessage(api, former.chat_id, former.message_id)
  }
  const { chatId, t } = await readerOf(container, member)
  const orderId = facts.assignment.order_id
  return { key, chatId, orderId, screen: workCard(t, facts, member), repeatLine: repeatLine(t), anew: true }
}

const repeatLine = (t: Translate) => t("workshop.card_repeated")

/**
 * Lets the outbox retry the cards of waiting orders that it gave up while the bot could not write to the
 * chat.
 */
export async function reviveCards(
  container: MedusaContainer,
  chatId: string,
  waiting: AssignmentRecord[],
): Promise<void> {
  await outboxOf(container).reviveCards(
    chatId,
    waiting.map(({ order_id }) => order_id),
  )
}

/** Cards per page. */
const PAGE = 200

/**
 * Reads a page of the assignments that have a visible card in a staff member's private chat, newest card first.
 *
 * @param before the `next` of the page before; undefined for the first page
 * @returns `next` is undefined after the last page
 */
export async function assignmentsOnCardsOf(
  container: MedusaContainer,
  { id, telegram_id: chatId }: Pick<StaffMemberRecord, "id" | "telegram_id">,
  before: number | undefined,
): Promise<{ assignmentIds: string[]; next: number | undefined }> {
  const cards = await outboxOf(container).listCardsIn(chatId, { before, limit: PAGE })
  const assignmentIds = cards.flatMap(({ key }) => {
    const [, assignmentId, kind, memberId] = key.split(":")
    return kind === "work" && memberId === id ? [assignmentId] : []
  })
  return { assignmentIds, next: cards.length < PAGE ? undefined : cards[cards.length - 1].number }
}

/**
 * Keys of the newest cards of assignments in a group chat.
 *
 * @returns the key by assignment
 */
export async function newestCardsIn(
  container: MedusaContainer,
  chatId: string,
  group: "florists" | "couriers",
  assignmentIds: string[],
): Promise<Map<string, string>> {
  const cards = await outboxOf(container).listCards(assignmentIds.map((id) => `${prefixOf(id)}${group}:`))
  return new Map(cards.filter(({ chat_id }) => chat_id === chatId).map(({ key }) => [key.split(":")[1], key]))
}

async function deleteMessage(api: Api, chatId: string, messageId: string): Promise<void> {
  try {
    await api.deleteMessage(chatId, Number(messageId))
  } catch (error) {
    if (!isGone(error)) {
      throw error
    }
  }
}

/** The cards that the order's status requires. */
function wantedCards(facts: OrderFacts): { chatId: string; card: CardKey }[] {
  const { assignment, members, chats: bound } = facts
  const chats: { chatId: string; card: CardKey }[] = []
  const first = firstFloristOf(assignment)
  if (assignment.status === "offered" && !first && bound.florists) {
    const { chat_id: chatId } = bound.florists
    chats.push({ chatId, card: { kind: "florists", round: floristsRound(facts), chatId } })
  }
  const isFree = assignment.status === "ready" && assignment.method === "delivery" && !assignment.photo_due_at
  if (isFree && bound.couriers) {
    const { chat_id: chatId } = bound.couriers
    chats.push({ chatId, card: { kind: "couriers", round: couriersRound(facts), chatId } })
  }
  const holders = assignment.closed_at ? [] : [assignment.florist_id, assignment.courier_id, first]
  const holding = holders.flatMap((id) => members.get(id ?? "") ?? [])
  return [
    ...chats,
    ...holding.map(({ id, telegram_id }) => ({
      chatId: telegram_id,
      card: { kind: "work" as const, memberId: id },
    })),
  ]
}

type MemberReader = { member: StaffMemberRecord; t: Translate }

/** The staff members with a private card of the order, each with their language. */
async function membersOf(
  container: MedusaContainer,
  facts: OrderFacts,
  cards: { card: CardKey | undefined }[],
): Promise<Map<string, MemberReader>> {
  const ids = cards.flatMap(({ card }) => (card?.kind === "work" ? card.memberId : []))
  const unknown = ids.filter((id) => !facts.members.has(id))
  const others = unknown.length ? await workshopOf(container).listStaffMembers({ id: unknown }) : []
  const members = [...facts.members.values(), ...others].filter(({ id }) => ids.includes(id))
  const accounts = members.length
    ? await telegramOf(container).listAccounts({ telegram_id: members.map(({ telegram_id }) => telegram_id) })
    : []
  const languages = new Map(accounts.map(({ telegram_id, language }) => [telegram_id, language]))
  return new Map(
    members.map((member) => [
      member.id,
      { member, t: textsIn(languages.get(member.telegram_id) ?? member.language) },
    ]),
  )
}

function render(
  facts: OrderFacts,
  card: CardKey,
  members: Map<string, MemberReader>,
): Pick<EnqueuedCard, "screen" | "repeatLine"> | undefined {
  if (card.kind === "work") {
    const reader = members.get(card.memberId)
    return reader && { screen: workCard(reader.t, facts, reader.member), repeatLine: repeatLine(reader.t) }
  }
  const t = textsIn(facts.chats[card.kind]?.language)
  if (card.kind === "florists") {
    const isFormer = card.round < floristsRound(facts)
    return { screen: (isFormer ? formerFloristsCard : floristsCard)(t, facts), repeatLine: repeatLine(t) }
  }
  const isFormer = card.round < couriersRound(facts)
  return { screen: (isFormer ? formerCouriersCard : couriersCard)(t, facts), repeatLine: repeatLine(t) }
}
