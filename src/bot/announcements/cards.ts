import type { MedusaContainer } from "@medusajs/framework/types"
import type { StaffMemberRecord } from "../../modules/workshop/types"
import { isGone } from "../kit/api-errors"
import type { Screen } from "../kit/screen"
import { telegramOf } from "../kit/telegram"
import { textsIn, type Translate } from "../kit/texts"
import { workshopOf } from "../kit/workshop"
import { couriersCard, formerCouriersCard } from "./couriers-card"
import { floristsCard, formerFloristsCard } from "./florists-card"
import { roundOf } from "./holders"
import { tellChatClosed } from "./notices"
import type { OrderFacts } from "./order-facts"
import { forgetSending, keepCard, type MessageRow, type Outcome, type Sender } from "./outbox"
import { workCard } from "./work-card"

/**
 * The living messages of an order, by key:
 * - `card:<assignment>:florists:<round>:<chat>` in the florists' chat,
 * - `card:<assignment>:couriers:<round>:<chat>` in the couriers' group,
 * - `card:<assignment>:work:<member>` in a staff member's private chat.
 *
 * An order that comes back (given back, delivery failed) gets a new card, a new round: an edit notifies nobody,
 * and a card far up in the chat would not be found. The former card stays, says so and has no buttons.
 */
type CardKey =
  { kind: "florists" | "couriers"; round: number; chatId: string } | { kind: "work"; memberId: string }

const prefixOf = (assignmentId: string) => `card:${assignmentId}:`

function packKey(assignmentId: string, card: CardKey): string {
  const rest = card.kind === "work" ? card.memberId : `${card.round}:${card.chatId}`
  return `${prefixOf(assignmentId)}${card.kind}:${rest}`
}

function unpackKey(key: string): CardKey | undefined {
  const [, , kind, first, chatId] = key.split(":")
  if (kind === "work") {
    return { kind, memberId: first }
  }
  return kind === "florists" || kind === "couriers" ? { kind, round: Number(first), chatId } : undefined
}

/** Sends the cards that are wanting, and edits all that were ever sent into what they should be now. */
export async function keepCards(sender: Sender, facts: OrderFacts): Promise<Outcome[]> {
  const { container } = sender
  const rows = await cardRows(container, facts.assignment.id)
  const cards = new Map(rows.map((row) => [row.key, { chatId: row.chat_id, card: unpackKey(row.key) }]))
  for (const { chatId, card } of await wantedCards(container, facts)) {
    cards.set(packKey(facts.assignment.id, card), { chatId, card })
  }
  const languages = await chatLanguages(container)
  const members = await membersOf(container, facts, [...cards.values()])
  const outcomes = await Promise.all(
    [...cards].flatMap(([key, { chatId, card }]) => {
      const screen = card && render(facts, card, languages, members)
      return screen ? [keepCard(sender, { key, chatId, screen, whenUnknown: "repeat" })] : []
    }),
  )
  const told = await tellOfClosedChats(sender, facts)
  return [...outcomes, ...told]
}

/** An order whose card could not be put where work is offered is not forgotten: somebody must know. */
async function tellOfClosedChats(sender: Sender, facts: OrderFacts): Promise<Outcome[]> {
  const wanted = await wantedCards(sender.container, facts)
  const outcomes = wanted.map(async ({ chatId, card }) => {
    const key = packKey(facts.assignment.id, card)
    const [row] = await telegramOf(sender.container).listMessages({ key }, { take: 1 })
    return row?.given_up && card.kind !== "work" ? tellChatClosed(sender, card.kind, chatId) : []
  })
  return (await Promise.all(outcomes)).flat()
}

/** A chat can be written to again: cards that were given up for it are tried anew. */
export async function forgetGivenUp(container: MedusaContainer, chatId: string): Promise<void> {
  const rows = await telegramOf(container).listMessages(
    { chat_id: chatId, given_up: { $ne: null }, key: { $like: "card:%" } },
    { take: null },
  )
  for (const { id } of rows) {
    await forgetSending({ container }, id)
  }
}

/** The orders whose cards a staff member has in private and can still be seen there. */
export async function ordersOnCardsOf(container: MedusaContainer, memberId: string): Promise<string[]> {
  const rows = await telegramOf(container).listMessages(
    { key: { $like: `card:%:work:${memberId}` }, message_id: { $ne: null } },
    { order: { created_at: "DESC" }, take: 200 },
  )
  return rows.map(({ key }) => key.split(":")[1])
}

/** Brings an order's card to the bottom of a staff member's private chat: the former one is taken away. */
export async function sendWorkCard(
  sender: Sender,
  facts: OrderFacts,
  member: StaffMemberRecord,
): Promise<Outcome> {
  const key = packKey(facts.assignment.id, { kind: "work", memberId: member.id })
  const telegram = telegramOf(sender.container)
  const chatId = member.telegram_id
  const row = await telegram.messageFor(key, chatId)
  if (row.message_id) {
    await deleteMessage(sender, chatId, row.message_id)
  }
  await forgetSending(sender, row.id)
  const account = await telegram.findAccount(chatId)
  const screen = workCard(textsIn(account?.language ?? member.language), facts, member)
  return keepCard(sender, { key, chatId, screen, whenUnknown: "repeat" })
}

async function deleteMessage({ api }: Sender, chatId: string, messageId: string): Promise<void> {
  try {
    await api.deleteMessage(chatId, Number(messageId))
  } catch (error) {
    if (!isGone(error)) {
      throw error
    }
  }
}

async function cardRows(container: MedusaContainer, assignmentId: string): Promise<MessageRow[]> {
  return telegramOf(container).listMessages({ key: { $like: `${prefixOf(assignmentId)}%` } }, { take: null })
}

/** The cards that the order's state asks for, whether they were sent already or not. */
async function wantedCards(
  container: MedusaContainer,
  facts: OrderFacts,
): Promise<{ chatId: string; card: CardKey }[]> {
  const { assignment, members } = facts
  const chats: { chatId: string; card: CardKey }[] = []
  if (assignment.status === "offered") {
    const chat = await telegramOf(container).chatFor("florists")
    const round = roundOf(facts, "give_back")
    chats.push(...(chat ? [{ chatId: chat.chat_id, card: floristsKey(round, chat.chat_id) }] : []))
  }
  if (assignment.status === "ready" && assignment.method === "delivery") {
    const chat = await telegramOf(container).chatFor("couriers")
    const round = roundOf(facts, "give_back_delivery", "fail_delivery")
    chats.push(...(chat ? [{ chatId: chat.chat_id, card: couriersKey(round, chat.chat_id) }] : []))
  }
  const holders = assignment.closed_at ? [] : [assignment.florist_id, assignment.courier_id]
  const holding = holders.flatMap((id) => members.get(id ?? "") ?? [])
  return [
    ...chats,
    ...holding.map(({ id, telegram_id }) => ({
      chatId: telegram_id,
      card: { kind: "work" as const, memberId: id },
    })),
  ]
}

const floristsKey = (round: number, chatId: string): CardKey => ({ kind: "florists", round, chatId })
const couriersKey = (round: number, chatId: string): CardKey => ({ kind: "couriers", round, chatId })

type Languages = { florists: Translate; couriers: Translate }

async function chatLanguages(container: MedusaContainer): Promise<Languages> {
  const telegram = telegramOf(container)
  const [florists, couriers] = await Promise.all([telegram.chatFor("florists"), telegram.chatFor("couriers")])
  return { florists: textsIn(florists?.language), couriers: textsIn(couriers?.language) }
}

type Reader = { member: StaffMemberRecord; t: Translate }

/** Those who have the order in private, each with the language they speak. */
async function membersOf(
  container: MedusaContainer,
  facts: OrderFacts,
  cards: { card: CardKey | undefined }[],
): Promise<Map<string, Reader>> {
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
  languages: Languages,
  members: Map<string, Reader>,
): Screen | undefined {
  if (card.kind === "work") {
    const reader = members.get(card.memberId)
    return reader && workCard(reader.t, facts, reader.member)
  }
  if (card.kind === "florists") {
    const isFormer = card.round < roundOf(facts, "give_back")
    return (isFormer ? formerFloristsCard : floristsCard)(languages.florists, facts)
  }
  const isFormer = card.round < roundOf(facts, "give_back_delivery", "fail_delivery")
  return (isFormer ? formerCouriersCard : couriersCard)(languages.couriers, facts)
}
