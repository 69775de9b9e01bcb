import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
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
import { beginZoneEdit, endZoneEdit } from "../order-edits/change-zone"
import { followOrderChanges } from "../order-edits/follow-order-changes"
import { finishLocked, withAddressLock } from "./finish-delivery-change"
import { takeOverAddress } from "./follow-address"
import { deliveryOf } from "./of-order"
import { checkOwner } from "./own-order"
import { placedZones, type ZonePrice } from "./placed-zones"
import { storedPart, type StoredDelivery } from "./rules/apply-changes"
import { applyOwnChanges, differences } from "./rules/order-delivery"
import { saveOrderDelivery, withOpenDelivery } from "./save-order-delivery"
import { readSlotState } from "./steps/plan-delivery"
import type { DeliveryChanges } from "./types"

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
}

/**
 * Changes slot, address, recipient, words of the card or comment of a placed order for its shopper. A new zone changes the
 * price of the delivery by an order edit, and so does another slot for an express delivery or an exact time. The cards, the messages and the payment follow.
 *
 * @throws not_found; too_late if this part cannot change any more; too_many_changes; price_differs; zone_fixed; card_fixed;
 * payment_in_progress, order_being_changed; and the errors of {@link applyOwnChanges}; then nothing changes
 */
export async function changeOwnDelivery(
  container: MedusaContainer,
  input: ChangeOwnDeliveryInput,
): Promise<void> {
  const { order_id, actor } = input
  await checkOwner(container, order_id, actor.customer_id)
  const isMoved = await withAddressLock(container, order_id, async () => {
    await endZoneEdit(container, order_id)
    await takeOverAddress(container, order_id)
    const zone = await beginMove(container, input)
    try {
      await save(container, input, zone?.option_id)
    } finally {
      // The stored delivery decides whether the edit is confirmed or canceled.
      await endZoneEdit(container, order_id, actor.customer_id)
    }
    await finishLocked(container, order_id)
    return zone !== undefined
  })
  if (isMoved) {
    await follow(container, order_id)
  }
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
  const { zone } = await plan(container, changes, assignment, delivery)
  return zone?.difference ?? 0
}

/** Checks a change, and begins the order edit of one that moves the order to another shipping option. */
async function beginMove(
  container: MedusaContainer,
  { order_id, actor: { customer_id }, changes, difference = 0 }: ChangeOwnDeliveryInput,
): Promise<Plan["zone"]> {
  const [assignment, delivery] = await Promise.all([
    assignmentOf(container, order_id),
    deliveryOf(container, order_id),
  ])
  const { zone } = await plan(container, changes, assignment, delivery)
  await checkCount(container, order_id)
  if ((zone?.difference ?? 0) !== difference) {
    throw shopError("price_differs", "The delivery to this address has another price: read it again.")
  }
  if (assignment && zone) {
    const { option_id, amount, method_id } = zone
    await beginZoneEdit(container, assignment, { order_id, customer_id, option_id, amount, method_id })
  }
  return zone
}

async function save(
  container: MedusaContainer,
  { order_id, actor, changes: wanted }: ChangeOwnDeliveryInput,
  optionId: string | undefined,
): Promise<void> {
  await withOpenDelivery(container, order_id, async (assignment, delivery) => {
    // Again, because the workshop may have moved the order before this lock.
    const { changes, zone } = await plan(container, wanted, assignment, delivery)
    if (!assignment || !delivery || zone?.option_id !== optionId) {
      throw refuse("too_late")
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
  checkParts(changes, assignment, current)
  const slots = await readSlotState(
    container,
    [delivery.date, changes.slot_id === undefined ? null : parseSlotId(changes.slot_id)?.date],
    new Date(),
  )
  const isPriced = Object.keys(changes).some((field) => ["address", "slot"].includes(partOf(field)))
  const zones = isPriced && delivery.method === "delivery" ? await placedZones(container, delivery) : []
  const next = applyOwnChanges(current, changes, slots, zones)
  const { shipping_option_id: to } = next
  if (to === null || to === current.shipping_option_id) {
    return { changes: differences(current, next) }
  }
  const price = zones.find(({ id }) => id === to)?.price
  if (!price) {
    throw shopError("zone_fixed", "The zone of this order cannot change: ask the shop.")
  }
  return { changes: differences(current, next), zone: { ...price, option_id: to } }
}

const partOf = (field: string) => PART_OF[field as keyof typeof PART_OF]

/** @throws too_late; card_fixed for an order without a greeting card, or an empty text */
function checkParts(changes: OwnChanges, assignment: AssignmentRecord, { card_text }: StoredDelivery): void {
  if (changes.card_text !== undefined && (card_text === null || !changes.card_text?.trim())) {
    throw shopError("card_fixed", "The order has no greeting card, or the new text is empty.")
  }
  const parts = changeableParts(assignment, card_text !== null)
  if (Object.keys(changes).some((field) => !parts.includes(partOf(field)))) {
    throw refuse("too_late")
  }
}

/** Lets payment and workshop follow the edit at once. The change is stored, so a failure is left to the job follow-orders. */
async function follow(container: MedusaContainer, orderId: string): Promise<void> {
  try {
    await followOrderChanges(container, orderId)
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`the new zone of order ${orderId} is not followed yet: ${asError(error).message}`)
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
