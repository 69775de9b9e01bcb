import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { parseSlotId } from "../../modules/delivery/slots"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { changeableParts, type ChangeablePart } from "../../modules/workshop/shopper-changes"
import type { AssignmentRecord } from "../../modules/workshop/types"
import type { Actor } from "../assignment/actor"
import { assignmentOf } from "../assignment/of-order"
import { refuse } from "../assignment/steps/refuse"
import { checkEditStock } from "../order-edits/check-edit-stock"
import { cardToAdd } from "../order-edits/greeting-card"
import { beginOwnEdit, type OwnEdit } from "../order-edits/own-edit"
import { deliveryOf } from "./of-order"
import { checkOwner } from "./own-order"
import { placedZones, type ZonePrice } from "./placed-zones"
import { storedPart, type StoredDelivery } from "./rules/apply-changes"
import { applyOwnChanges, differences } from "./rules/order-delivery"
import { saveOrderDelivery, withOpenDelivery } from "./save-order-delivery"
import { readSlotState } from "./steps/plan-delivery"
import type { DeliveryChanges } from "./types"
import { withOwnEdit } from "./with-own-edit"

/** Maximum number of changes of one order by its shopper within an hour: each one notifies the staff. */
const CHANGES_PER_HOUR = 6
const HOUR_MS = 3_600_000

const PART_OF = {
  slot_id: "slot",
  address: "address",
  latitude: "address",
  longitude: "address",
  shipping_option_id: "address",
  recipient_name: "recipient",
  recipient_phone: "recipient",
  card_text: "card",
  comment: "comment",
} as const satisfies Partial<Record<keyof DeliveryChanges, ChangeablePart>>

/** What a shopper may change after ordering; see {@link changeableParts}. */
export type OwnChanges = Pick<DeliveryChanges, keyof typeof PART_OF>

export type ChangeOwnDeliveryInput = {
  order_id: string
  /** The shopper whose order it is. */
  actor: Extract<Actor, { type: "shopper" }>
  changes: OwnChanges
  /** The difference in price that the shopper has agreed to, in the main unit of the currency; 0 by default. */
  difference?: number
}

type Plan = {
  changes: Partial<StoredDelivery>
  /** The new shipping option; absent if it stays. */
  zone?: ZonePrice & { option_id: string }
  /** The greeting card for the first words; absent if the order needs none. */
  card?: OwnEdit["card"]
}

/** The difference in price. */
const priceOf = ({ zone, card }: Plan): number =>
  MathBN.add(zone?.difference ?? 0, card?.amount ?? 0).toNumber()

/**
 * Changes slot, address, recipient, words of the card or comment of a placed order for its shopper. A new zone changes the
 * price of the delivery by an order edit, and so does another slot for an express delivery or an exact time. The first words of
 * a card add the card that the shop sells, by the same edit. The cards, the messages and the payment follow.
 *
 * @throws not_found; too_late if this part cannot change any more; too_many_changes; price_differs; zone_fixed; card_fixed;
 * card_sold_out, out_of_stock, reserved_for_now; payment_in_progress, order_being_changed; and the errors of
 * {@link applyOwnChanges}; then nothing changes
 */
export async function changeOwnDelivery(
  container: MedusaContainer,
  input: ChangeOwnDeliveryInput,
): Promise<void> {
  const { order_id, actor } = input
  await withOwnEdit(container, {
    order_id,
    actor,
    begin: () => beginEdit(container, input),
    save: (begun) => save(container, input, begun),
  })
}

/**
 * The difference in price of a change, in the main unit of the order's currency. Writes nothing.
 *
 * @throws the errors of {@link changeOwnDelivery}
 */
export async function priceOwnChange(
  container: MedusaContainer,
  { order_id, customer_id, changes }: { order_id: string; customer_id: string; changes: OwnChanges },
): Promise<number> {
  await checkOwner(container, order_id, customer_id)
  const [assignment, delivery] = await Promise.all([
    assignmentOf(container, order_id),
    deliveryOf(container, order_id),
  ])
  return priceOf(await plan(container, changes, assignment, delivery))
}

/** Checks a change, and begins the order edit of one that moves the order to another shipping option or adds a card. */
async function beginEdit(
  container: MedusaContainer,
  { order_id, actor: { customer_id }, changes, difference = 0 }: ChangeOwnDeliveryInput,
): Promise<Plan> {
  const [assignment, delivery] = await Promise.all([
    assignmentOf(container, order_id),
    deliveryOf(container, order_id),
  ])
  const planned = await plan(container, changes, assignment, delivery)
  await checkCount(container, order_id)
  if (priceOf(planned) !== difference) {
    throw shopError("price_differs", "The change has another price: read it again.")
  }
  const { zone, card } = planned
  if (assignment && (zone ?? card)) {
    await beginOwnEdit(container, assignment, { order_id, customer_id, zone, card })
  }
  return planned
}

async function save(
  container: MedusaContainer,
  { order_id, actor, changes: wanted }: ChangeOwnDeliveryInput,
  begun: Plan,
): Promise<void> {
  await withOpenDelivery(container, order_id, async (assignment, delivery) => {
    // Again, because the workshop may have moved the order before this lock.
    const { changes, zone, card } = await plan(container, wanted, assignment, delivery)
    const isSame = zone?.option_id === begun.zone?.option_id && card?.variant_id === begun.card?.variant_id
    if (!assignment || !delivery || !isSame) {
      throw refuse("too_late")
    }
    if (card) {
      await checkEditStock(container, order_id)
    }
    await saveOrderDelivery(container, { assignment, delivery, changes, actor })
  })
}

/** @throws the errors of {@link changeOwnDelivery} that do not depend on other changes */
async function plan(
  container: MedusaContainer,
  changes: OwnChanges,
  assignment: AssignmentRecord | undefined,
  delivery: DeliveryRecord | undefined,
): Promise<Plan> {
  if (!assignment || !delivery) {
    throw refuse("too_late")
  }
  const current = storedPart(delivery)
  checkParts(changes, assignment)
  const slots = await readSlotState(
    container,
    [delivery.date, changes.slot_id === undefined ? null : parseSlotId(changes.slot_id)?.date],
    new Date(),
  )
  const isPriced = Object.keys(changes).some((field) => ["address", "slot"].includes(partOf(field)))
  const zones = isPriced && delivery.method === "delivery" ? await placedZones(container, delivery) : []
  const next = applyOwnChanges(current, changes, slots, zones)
  const card = await cardOf(container, delivery, changes)
  const { shipping_option_id: to } = next
  if (to === null || to === current.shipping_option_id) {
    return { changes: differences(current, next), card }
  }
  const price = zones.find(({ id }) => id === to)?.price
  if (!price) {
    throw shopError("zone_fixed", "The zone of this order cannot change: ask the shop.")
  }
  return { changes: differences(current, next), zone: { ...price, option_id: to }, card }
}

/** The card that the first words of an order need. @throws card_sold_out */
async function cardOf(
  container: MedusaContainer,
  { order_id, card_text }: DeliveryRecord,
  changes: OwnChanges,
): Promise<Plan["card"]> {
  if (changes.card_text === undefined || card_text !== null || order_id === null) {
    return undefined
  }
  const { variant_id, amount } = await cardToAdd(container, order_id)
  return variant_id === undefined ? undefined : { variant_id, amount }
}

const partOf = (field: string) => PART_OF[field as keyof typeof PART_OF]

/** @throws too_late; card_fixed for an empty text */
function checkParts(changes: OwnChanges, assignment: AssignmentRecord): void {
  if (changes.card_text !== undefined && !changes.card_text?.trim()) {
    throw shopError("card_fixed", "The words of a greeting card cannot be removed.")
  }
  const parts = changeableParts(assignment)
  if (Object.keys(changes).some((field) => !parts.includes(partOf(field)))) {
    throw refuse("too_late")
  }
}

/** @throws too_many_changes */
async function checkCount(container: MedusaContainer, orderId: string): Promise<void> {
  const assignment = await assignmentOf(container, orderId)
  const recent = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).listTransitions(
    {
      assignment_id: assignment?.id ?? "",
      action: "change_delivery",
      actor_type: "shopper",
      created_at: { $gt: new Date(Date.now() - HOUR_MS) },
    },
    { take: CHANGES_PER_HOUR, select: ["id"] },
  )
  if (recent.length >= CHANGES_PER_HOUR) {
    throw shopError("too_many_changes", "This order was changed too often within an hour: ask the shop.")
  }
}
