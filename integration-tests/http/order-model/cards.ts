import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MessageView } from "../../../packages/sandbox/telegram/control-types"
import { slotText } from "../../../src/bot/messages/announcements/describe"
import { outboxOf } from "../../../src/bot/outbox/outbox"
import { WORKSHOP_MODULE } from "../../../src/modules/workshop"
import type { Status } from "../../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../../src/modules/workshop/service"
import type { AssignmentRecord } from "../../../src/modules/workshop/types"
import { currentRound, type RoundFulfillment } from "../../../src/workflows/assignment/rules/round"
import { phoneAsWritten } from "../../../src/bot/ui/phone"
import { textsIn, type TextKey } from "../../../src/bot/ui/texts"
import type { DeliveryRecord } from "../../../src/modules/delivery/service"
import { COURIERS, FLORISTS, MADINA } from "../../bot/support"
import { label, price, saying } from "../../support/labels"
import type { PlayedOrder, World } from "./actions"
import { deliveryOf } from "./delivery-changes"

type Contents = { total: number; items: { title: string; quantity: number }[] }

const FLORISTS_SAY: Partial<Record<Status, TextKey>> = {
  offered: "workshop.card_offered",
  accepted: "workshop.card_accepted",
  ready: "workshop.card_ready",
  out_for_delivery: "workshop.card_on_the_way",
  delivered: "workshop.card_delivered",
  returned: "workshop.card_returned",
  canceled: "workshop.card_canceled",
}

const couriersSay = ({ status, courier_id }: AssignmentRecord): TextKey | undefined =>
  (
    ({
      ready: courier_id ? "workshop.courier_card_taken" : "workshop.courier_card_free",
      out_for_delivery: "workshop.card_on_the_way",
      delivered: "workshop.courier_card_delivered",
      returned: "workshop.card_returned",
      canceled: "workshop.card_canceled",
    }) as Partial<Record<Status, TextKey>>
  )[status]

/** The texts of the cards of former rounds. */
const FORMER = [
  saying("workshop.card_given_back"),
  saying("workshop.card_replaced"),
  saying("workshop.courier_card_changed"),
  saying("workshop.courier_card_back"),
]

const labelsOf = ({ buttons = [] }: MessageView) => buttons.flat().map(({ text }) => text)
const textIn = ({ text, caption }: MessageView) => text ?? caption ?? ""

/** The lines of the order's current round. */
async function contentsOf(
  { container }: World,
  { orderId }: PlayedOrder,
  reopenedAt: AssignmentRecord["reopened_at"],
): Promise<Contents> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "total",
      "items.id",
      "items.title",
      "items.quantity",
      "items.product_title",
      "fulfillments.canceled_at",
      "fulfillments.shipped_at",
      "fulfillments.delivered_at",
      "fulfillments.items.line_item_id",
    ],
    filters: { id: orderId },
  })
  const [{ total, ...order }] = data as unknown as {
    total: number
    items: { id: string; title: string; product_title: string; quantity: number }[]
    fulfillments: RoundFulfillment[]
  }[]
  const { items } = currentRound(order, reopenedAt)
  return {
    total: Number(total),
    items: items.map(({ product_title: title, quantity }) => ({ title, quantity: Number(quantity) })),
  }
}

/** The order's card in a chat, as Telegram shows it: the message of its last round. */
async function lastCard(
  { container }: World,
  { assignmentId }: PlayedOrder,
  kind: "florists" | "couriers",
  shown: MessageView[],
): Promise<MessageView | undefined> {
  const rows = await outboxOf(container).listMessages(
    { key: { $like: `card:${assignmentId}:${kind}:%` } },
    { take: null },
  )
  expect(rows.filter(({ state }) => state !== "sent").map(({ key, state }) => [key, state])).toEqual([])
  const rounds = rows.map(({ key, message_id }) => ({ round: Number(key.split(":")[3]), message_id }))
  const last = rounds.sort((one, other) => one.round - other.round).at(-1)
  return last && shown.find(({ message_id }) => String(message_id) === last.message_id)
}

type Balance = { due: number; owed: number }

/** The open amounts that staff see in the admin, in minor units. */
async function balanceShown({ api, admin }: World, { orderId }: PlayedOrder): Promise<Balance> {
  return (await api.get(`/admin/orders/${orderId}/assignment`, admin.options)).data.balance
}

/** What the couriers' card says about the money. */
function billOn({ due, owed }: Balance): string {
  if (due > 0) {
    return label("workshop.collect", { amount: price(due / 100) })
  }
  return owed > 0 ? label("workshop.paid_owed", { amount: price(owed / 100) }) : label("workshop.paid")
}

/** The cards of florist and courier in their private chats show recipient, phone, address and slot. */
async function checkWorkCards(
  { container, telegram }: World,
  { id, closed_at, florist_id, courier_id }: AssignmentRecord,
  delivery: DeliveryRecord,
): Promise<void> {
  const holders = closed_at ? [] : [florist_id, courier_id].filter((member) => member !== null)
  for (const member of holders) {
    const [row] = await outboxOf(container).listMessages({ key: `card:${id}:work:${member}` }, { take: 1 })
    expect(row).toMatchObject({ state: "sent" })
    const shown = await telegram.person(Number(row.chat_id)).messages()
    const card = shown.find(({ message_id }) => String(message_id) === row.message_id)
    const { recipient_name, recipient_phone, address } = delivery
    for (const text of [
      recipient_name,
      phoneAsWritten(recipient_phone ?? ""),
      address,
      slotText(textsIn("ru"), delivery),
    ]) {
      expect(card && textIn(card)).toContain(text)
    }
  }
}

/**
 * The cards in the florists' channel and in the couriers' group show the state, the items, the slot and the amount that the
 * database has, and only one message of each chat has the buttons that are allowed now. The private cards of florist and
 * courier show the recipient.
 *
 * @throws Error when they do not
 */
export async function checkCards(world: World, order: PlayedOrder): Promise<void> {
  const { container, telegram } = world
  const assignment = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .retrieveAssignment(order.assignmentId)
  const { status, courier_id, reopened_at } = assignment
  const contents = await contentsOf(world, order, reopened_at)
  const chats = [
    {
      kind: "florists" as const,
      chat: FLORISTS,
      says: FLORISTS_SAY[status],
      // The total of an order with a replacement includes the goods that are already delivered.
      amounts: reopened_at ? [] : [price(contents.total)],
      buttons: status === "offered" ? [label("workshop.do_accept"), label("workshop.do_decline")] : [],
    },
    {
      kind: "couriers" as const,
      chat: COURIERS,
      says: couriersSay(assignment),
      amounts: status === "canceled" ? [] : [billOn(await balanceShown(world, order))],
      buttons: status === "ready" && !courier_id ? [label("workshop.do_take_delivery")] : [],
    },
  ]
  const delivery = await deliveryOf(world, order)
  await checkWorkCards(world, assignment, delivery)
  for (const { kind, chat, says, amounts, buttons } of chats) {
    const shown = await telegram.person(MADINA).messages({ in: chat })
    const card = await lastCard(world, order, kind, shown)
    const number = new RegExp(`№${order.number}\\b`)
    const withButtons = shown.filter((message) => message.buttons?.length && number.test(textIn(message)))
    expect([kind, withButtons.map(labelsOf)]).toEqual([kind, buttons.length ? [buttons] : []])
    if (buttons.length) {
      expect(withButtons[0].message_id).toBe(card?.message_id)
    }
    const text = card ? textIn(card) : ""
    // A round that began and ended between two announcements has no card of its own.
    if (!says || !text || (!buttons.length && FORMER.some((former) => former.test(text)))) {
      continue
    }
    expect(text).toMatch(saying(says, { number: order.number }))
    expect(text).toContain(slotText(textsIn("ru"), delivery))
    for (const { title, quantity } of contents.items) {
      expect(text).toMatch(new RegExp(`${title}.* × ${quantity}\\b`))
    }
    for (const amount of amounts) {
      expect(text.replaceAll("\u00a0", " ")).toContain(amount)
    }
  }
}
