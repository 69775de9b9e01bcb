import type { MedusaContainer } from "@medusajs/framework/types"
import extensions from "guldasta/admin"
import { AssignmentEvents } from "guldasta/lib/events"
import workshop, { WORKSHOP_MODULE } from "guldasta/modules/workshop"
import type { GuldastaOptions } from "guldasta/options"
import { version } from "guldasta/package.json"
import click from "guldasta/providers/payment-click"
import { beforeOfferWorkflow } from "guldasta/workflows/assignment/before-offer"
import { placeOrderWorkflow } from "guldasta/workflows/checkout/place-order"

/**
 * The store's build checks the types of the plugin's exports with this file. It does not run.
 */

type Known<Type> = 0 extends 1 & Type ? never : Type

/** Accepts no value of the type `any`, which a missing declaration would have. */
const known = <Type>(..._values: Known<Type>[]): void => {}

known<typeof placeOrderWorkflow>(placeOrderWorkflow)
known<typeof beforeOfferWorkflow>(beforeOfferWorkflow)
known<typeof workshop>(workshop)
known<typeof workshop.service>(workshop.service)
known<typeof click>(click)
known<typeof extensions>(extensions)
known<typeof WORKSHOP_MODULE>(WORKSHOP_MODULE)
known<typeof AssignmentEvents>(AssignmentEvents)
known<typeof version>(version)

export const options: GuldastaOptions = { salesChannels: ["Flowers"], holdMinutes: 20 }

// @ts-expect-error no option has this name
export const misspelled: GuldastaOptions = { holdMinuets: 20 }

export async function place(container: MedusaContainer): Promise<string> {
  // @ts-expect-error the id of a cart is a text
  await placeOrderWorkflow(container).run({ input: { cart_id: 1, provider_id: "pp_system_default" } })
  const { result } = await placeOrderWorkflow(container).run({
    input: { cart_id: "cart_1", provider_id: "pp_system_default" },
  })
  return result.order_id
}

export function refuseSunday(): void {
  beforeOfferWorkflow.hooks.validate(async ({ order_id }) => {
    known<typeof order_id>(order_id)
  })
}
