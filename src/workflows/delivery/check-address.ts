import type { MedusaContainer } from "@medusajs/framework/types"
import { deliveryOf } from "./of-order"
import { readAddress, readName, readPhone } from "./rules/texts"

type Fields = "first_name" | "last_name" | "phone" | "address_1"

type Input = {
  order_id: string
  /** The changed fields of Medusa's shipping address. */
  address: Partial<Record<Fields, string | null>>
}

/**
 * Checks a change of Medusa's shipping address by the rules of a delivery. An order without a delivery of this shop is
 * not checked.
 *
 * @throws invalid_name, invalid_phone, invalid_address, text_too_long
 */
export async function checkAddress(container: MedusaContainer, { order_id, address }: Input): Promise<void> {
  const delivery = await deliveryOf(container, order_id)
  if (!delivery) {
    return
  }
  const { first_name, last_name, phone, address_1 } = address
  if (typeof first_name === "string") {
    readName([first_name, last_name].filter(Boolean).join(" "))
  }
  if (typeof phone === "string") {
    readPhone(phone)
  }
  if (typeof address_1 === "string" && delivery.method === "delivery") {
    readAddress(address_1)
  }
}
