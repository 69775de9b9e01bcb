import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { SaveAddressInput } from "../save-address"

const MAX_ADDRESSES = 10

const sameText = (a: string | null | undefined, b: string) =>
  (a ?? "").replace(/\s+/g, " ").trim().toLowerCase() === b.replace(/\s+/g, " ").trim().toLowerCase()

/** Builds the address to create, and finds the customer's addresses to delete: equal and surplus ones. */
export const planAddressStep = createStep("plan-address", async (input: SaveAddressInput, { container }) => {
  const customers = container.resolve(Modules.CUSTOMER)
  const known = await customers.listCustomerAddresses(
    { customer_id: input.customer_id },
    { take: null, order: { created_at: "DESC" } },
  )
  const others = known.filter((address) => !sameText(address.address_1, input.address))
  const same = known.filter((address) => sameText(address.address_1, input.address))
  const { latitude, longitude, shipping_option_id } = input
  const hasLocation = typeof latitude === "number" && typeof longitude === "number"
  return new StepResponse({
    address: {
      customer_id: input.customer_id,
      address_1: input.address,
      country_code: "uz",
      metadata: {
        ...(hasLocation ? { latitude, longitude } : {}),
        ...(shipping_option_id ? { shipping_option_id } : {}),
      },
    },
    replaced: [...same, ...others.slice(MAX_ADDRESSES - 1)].map((address) => address.id),
  })
})
