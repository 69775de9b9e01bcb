import type { CustomerDTO } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { findIdentity } from "../find-identity"
import type { MergeCustomersInput } from "../merge-customers"

const FIELDS = ["first_name", "last_name", "company_name", "phone", "email"] as const

/** The fields that only the merged customer has. */
function filledBy(from: CustomerDTO, into: CustomerDTO) {
  const missing = FIELDS.filter((field) => from[field] && !into[field])
  return Object.fromEntries(missing.map((field) => [field, from[field]]))
}

/**
 * Checks that two customers can be merged.
 *
 * @returns the fields of the remaining customer to fill
 * @throws not_found, same_customer, customer_can_log_in, email_taken
 */
export const planMergeStep = createStep(
  "plan-merge",
  async ({ from, into }: MergeCustomersInput, { container }) => {
    if (from === into) {
      throw shopError("same_customer", "A customer cannot be merged into itself.")
    }
    const service = container.resolve(Modules.CUSTOMER)
    const customers = await service.listCustomers({ id: [from, into] }, { take: 2 })
    const [merged, remaining] = [from, into].map((id) => customers.find((customer) => customer.id === id))
    if (!merged || !remaining) {
      throw shopError("not_found", "The customer does not exist.", MedusaError.Types.NOT_FOUND)
    }
    if (await findIdentity(container, from)) {
      throw shopError(
        "customer_can_log_in",
        "This customer has a login of their own. Merge the other customer into this one.",
      )
    }
    await checkEmail(service, merged, remaining)
    return new StepResponse(filledBy(merged, remaining))
  },
)

/** @throws email_taken when a third, registered customer has the e-mail that the remaining customer will have */
async function checkEmail(
  service: { listCustomers: (filters: object, config: object) => Promise<CustomerDTO[]> },
  merged: CustomerDTO,
  remaining: CustomerDTO,
): Promise<void> {
  const email = remaining.email || merged.email
  const same = email ? await service.listCustomers({ email, has_account: true }, { take: 3 }) : []
  if (same.some(({ id }) => id !== merged.id && id !== remaining.id)) {
    throw shopError(
      "email_taken",
      "Another registered customer has this e-mail. Merge into that customer instead.",
    )
  }
}
