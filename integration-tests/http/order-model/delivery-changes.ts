import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { DELIVERY_MODULE } from "../../../src/modules/delivery"
import type DeliveryModuleService from "../../../src/modules/delivery/service"
import type { DeliveryRecord } from "../../../src/modules/delivery/service"
import { slotId } from "../../../src/modules/delivery/slots"
import { WORKSHOP_MODULE } from "../../../src/modules/workshop"
import type WorkshopModuleService from "../../../src/modules/workshop/service"
import type { Answer, PlayedOrder, World } from "./actions"

/** Staff change the delivery of a placed order by the shop's own form, or on Medusa's page of the order. */
export const DELIVERY_CHANGES = [
  "form_address",
  "form_recipient",
  "form_slot",
  "core_address",
  "core_recipient",
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
    case "core_address": {
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
  const answer: Answer = name.startsWith("form")
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
  const { recipient_name, recipient_phone, address, date, window_id } = await deliveryOf(world, order)
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
    fields: ["shipping_address.*"],
    filters: { id: order.orderId },
  })
  const place = (data as unknown as { shipping_address: Record<string, string | null> }[])[0].shipping_address
  expect({
    recipient_name: [place.first_name, place.last_name].filter(Boolean).join(" "),
    recipient_phone: place.phone,
    address: [place.address_1, place.address_2].filter(Boolean).join(", "),
  }).toEqual({ recipient_name, recipient_phone, address })
}
