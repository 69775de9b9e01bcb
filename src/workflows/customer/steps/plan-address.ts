import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { isRecipient, ordersOf } from "../recipients"
import type { SaveAddressInput } from "../save-address"

const MAX_ADDRESSES = 10

const sameText = (a: string | null | undefined, b: string | null | undefined) =>
  (a ?? "").replace(/\s+/g, " ").trim().toLowerCase() === (b ?? "").replace(/\s+/g, " ").trim().toLowerCase()

/**
 * Builds the address to create, and finds the customer's addresses to delete: equal and surplus ones. A recipient is the same if
 * the phone is the same; an order without an address keeps the address that is known.
 */
export const planAddressStep = createStep("plan-address", async (input: SaveAddressInput, { container }) => {
  const { recipient } = input
  const customers = container.resolve(Modules.CUSTOMER)
  const all = await customers.listCustomerAddresses(
    { customer_id: input.customer_id },
    { take: null, order: { created_at: "DESC" } },
  )
  const known = all.filter((address) => isRecipient(address) === Boolean(recipient))
  const isSame = (address: (typeof known)[number]) =>
    recipient ? address.phone === recipient.phone : sameText(address.address_1, input.address)
  const same = known.filter(isSame)
  const others = known.filter((address) => !isSame(address))
  const [former] = same
  const { latitude, longitude, shipping_option_id } = input
  const hasLocation = typeof latitude === "number" && typeof longitude === "number"
  const hasPlace = Boolean(input.address) || hasLocation
  const place = hasPlace
    ? {
        ...(hasLocation ? { latitude, longitude } : {}),
        ...(shipping_option_id ? { shipping_option_id } : {}),
      }
    : former?.metadata
  return new StepResponse({
    address: {
      customer_id: input.customer_id,
      address_1: hasPlace ? input.address : (former?.address_1 ?? null),
      country_code: "uz",
      ...(recipient ? { first_name: recipient.name, phone: recipient.phone } : {}),
      metadata: {
        ...place,
        ...(recipient ? { recipient: true, orders: former ? ordersOf(former) + 1 : 1 } : {}),
      },
    },
    replaced: [...same, ...others.slice(MAX_ADDRESSES - 1)].map((address) => address.id),
  })
})
