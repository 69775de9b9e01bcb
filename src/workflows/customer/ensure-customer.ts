import { acquireLockStep, createCustomersWorkflow, releaseLockStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { loadAccountStep } from "./steps/load-account"
import { updateAccountStep } from "./steps/update-account"

export type EnsureCustomerInput = { account_id: string }

/**
 * Returns the Medusa customer of a Telegram account, and creates the customer if necessary. A lock ensures
 * that concurrent calls create only one.
 *
 * @throws account_not_found
 */
export const ensureCustomerWorkflow = createWorkflow("ensure-customer", (input: EnsureCustomerInput) => {
  const lock = transform({ input }, ({ input }) => `customer-of:${input.account_id}`)
  acquireLockStep({ key: lock, timeout: 10, ttl: 30, retryInterval: 0.05, executeOnSubWorkflow: true })
  const account = loadAccountStep({ account_id: input.account_id })

  const created = when("account-has-no-customer", { account }, ({ account }) => !account.customer_id).then(
    () => {
      // `has_account` is true because Medusa replaces a guest customer of a cart when the cart gets an e-mail
      // address.
      const customersData = transform({ account }, ({ account }) => [
        { first_name: account.first_name, last_name: account.last_name, has_account: true },
      ])
      const customers = createCustomersWorkflow.runAsStep({ input: { customersData } })
      const link = transform({ account, customers }, ({ account, customers }) => ({
        account_id: account.id,
        changes: { customer_id: customers[0].id },
      }))
      updateAccountStep(link)
      return customers
    },
  )

  releaseLockStep({ key: lock, executeOnSubWorkflow: true })
  const customer_id = transform(
    { account, created },
    ({ account, created }) => account.customer_id ?? created?.[0].id ?? "",
  )
  return new WorkflowResponse({ customer_id })
})
