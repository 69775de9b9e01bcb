import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { errorCode } from "../../../src/lib/errors"
import { DELIVERY_MODULE } from "../../../src/modules/delivery"
import type DeliveryModuleService from "../../../src/modules/delivery/service"
import type { DeliveryRecord } from "../../../src/modules/delivery/service"
import { slotId } from "../../../src/modules/delivery/slots"
import { WORKSHOP_MODULE } from "../../../src/modules/workshop"
import type WorkshopModuleService from "../../../src/modules/workshop/service"
import { changeOwnDelivery, priceOwnChange } from "../../../src/workflows/delivery/change-own-delivery"
import type { Answer, PlayedOrder, World } from "./actions"

/**
 * Staff change the delivery of a placed order by the shop's own form, or on Medusa's page of the order. The shopper changes the
 * recipient, or the address together with the zone and its price.
 */
export const DELIVERY_CHANGES = [
  "form_address",
  "form_recipient",
  "form_slot",
  "core_address",
  "core_recipient",
  "shopper_recipient",
  "shopper_zone",
] as const

type Changed = { address?: string; recipient_name?: string; recipient_phone?: string; slot_id?: string }

/** A change that the shop has accepted. */
export type DeliveryChange = {
  changed: Changed
  began: number
  ended: number
  /** Whether the order was open the whole time: changes of a closed order on Medusa's page have no effect on its delivery. */
  isOpen: boolean
}

const isOpen = async ({ container }: World, { assignmentId }: PlayedOrder): Promise<boolean> => {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  return !(await workshop.retrieveAssignment(assignmentId)).closed_at
}

/** A number that no other change has. */
let last = 0

/** The fields of a change, and the body of Medusa's own form for it. */
async function newValues(
  { api, admin }: World,
  { orderId }: PlayedOrder,
  name: (typeof DELIVERY_CHANGES)[number],
): Promise<{ changed: Changed; shipping_address: object }> {
  const number = (last += 1)
  switch (name) {
    case "form_slot": {
      const { data } = await api.get(`/admin/orders/${orderId}/delivery`, admin.options)
      return { changed: { slot_id: data.slots.at(-1 - (number % 3))?.id }, shipping_address: {} }
    }
    case "form_address":
    case "core_address":
    case "shopper_zone": {
      const address = `${number}, Navoi street`
      return { changed: { address }, shipping_address: { address_1: address } }
    }
    default: {
      const [first_name, last_name] = ["Nigora", `Saidova ${number}`]
      const phone = `+99893${String(number).padStart(7, "0")}`
      return {
        changed: { recipient_name: `${first_name} ${last_name}`, recipient_phone: phone },
        shipping_address: { first_name, last_name, phone },
      }
    }
  }
}

/** Changes an own order. Another address moves it to the other zone, for the difference in price. */
async function changeAsShopper(
  { container, shop }: World,
  { orderId: order_id }: PlayedOrder,
  changed: Changed,
): Promise<Answer> {
  const [{ customer_id }, [delivery]] = await Promise.all([
    container.resolve(Modules.ORDER).retrieveOrder(order_id),
    container.resolve<DeliveryModuleService>(DELIVERY_MODULE).listDeliveries({ order_id }),
  ])
  const { delivery: near, far } = shop.optionIds
  const zone = { shipping_option_id: delivery.shipping_option_id === far ? near : far }
  const changes = { ...changed, ...(changed.address ? zone : {}) }
  try {
    const owner = customer_id ?? ""
    const difference = await priceOwnChange(container, { order_id, customer_id: owner, changes })
    const actor = { type: "shopper" as const, customer_id: owner }
    await changeOwnDelivery(container, { order_id, actor, changes, difference })
    return { status: 200, data: undefined }
  } catch (error) {
    if (!errorCode(error)) {
      throw error
    }
    return { status: 400, data: errorCode(error) }
  }
}

/** Changes the delivery of an order. The shop may refuse it. */
export async function changeDelivery(
  world: World,
  order: PlayedOrder,
  name: (typeof DELIVERY_CHANGES)[number],
): Promise<Answer> {
  const { api, admin } = world
  const path = `/admin/orders/${order.orderId}`
  const { changed, shipping_address } = await newValues(world, order, name)
  if ("slot_id" in changed && !changed.slot_id) {
    return undefined
  }
  const wasOpen = await isOpen(world, order)
  const began = Date.now()
  const answer: Answer = name.startsWith("shopper")
    ? await changeAsShopper(world, order, changed)
    : name.startsWith("form")
      ? await api.post(`${path}/delivery`, changed, admin.options)
      : await api.post(path, { shipping_address }, admin.options)
  if (answer?.status === 200) {
    const ended = Date.now()
    order.deliveryChanges.push({ changed, began, ended, isOpen: wasOpen && (await isOpen(world, order)) })
  }
  return answer
}

/** The values that a field may have: no accepted change of the field began after the change that wrote the value. */
function expectedValues({ deliveryChanges: all }: PlayedOrder, field: keyof Changed): (string | undefined)[] {
  const changes = all.filter(({ changed }) => field in changed)
  return changes
    .filter(({ ended }) => !changes.some((other) => other.isOpen && other.began > ended))
    .map(({ changed }) => changed[field])
}

export async function deliveryOf({ container }: World, { orderId }: PlayedOrder): Promise<DeliveryRecord> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  return (await service.listDeliveries({ order_id: orderId }))[0]
}

/** The delivery of an open order has what staff wrote last, and Medusa's shipping address is equal. */
export async function checkDelivery(world: World, order: PlayedOrder, isReopened: boolean): Promise<void> {
  const { container } = world
  const { recipient_name, recipient_phone, address, date, window_id, shipping_option_id } = await deliveryOf(
    world,
    order,
  )
  const shown: Changed = {
    ...{ recipient_name: recipient_name ?? "", recipient_phone: recipient_phone ?? "" },
    ...{ address: address ?? "", slot_id: date && window_id ? slotId(date, window_id) : undefined },
  }
  for (const field of ["recipient_name", "recipient_phone", "address", "slot_id"] as const) {
    const expected = expectedValues(order, field)
    // The goods of an exchange or a claim have no slot until staff choose one.
    if (expected.length && !(field === "slot_id" && isReopened)) {
      expect(expected).toContain(shown[field])
    }
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["shipping_address.*", "shipping_methods.shipping_option_id", "shipping_methods.amount"],
    filters: { id: order.orderId },
  })
  const [{ shipping_address: place, shipping_methods: methods }] = data as unknown as {
    shipping_address: Record<string, string | null>
    shipping_methods: { shipping_option_id: string; amount: number }[]
  }[]
  const amount = shipping_option_id === world.shop.optionIds.far ? 30_000 : 20_000
  expect(methods).toEqual([expect.objectContaining({ shipping_option_id, amount })])
  expect({
    recipient_name: [place.first_name, place.last_name].filter(Boolean).join(" "),
    recipient_phone: place.phone,
    address: [place.address_1, place.address_2].filter(Boolean).join(", "),
  }).toEqual({ recipient_name, recipient_phone, address })
}
