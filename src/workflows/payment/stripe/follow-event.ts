import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { followStripePayment } from "./follow-payment"

const LONGEST_FAILURE = 300

/**
 * Processes a stored Stripe event once. A failure is stored with the event, and the sweep retries it without
 * limit.
 *
 * @returns whether the event is processed
 */
export async function followStripeEvent(
  container: MedusaContainer,
  { event_id: id }: { event_id: string },
): Promise<boolean> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const event = await gateway.retrieveGatewayEvent(id)
  if (event.followed_at) {
    return true
  }
  try {
    await followStripePayment(container, event.subject_id)
    await gateway.updateGatewayEvents({ id, followed_at: new Date(), failure: null })
    return true
  } catch (error) {
    const failure = asError(error).message
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`Stripe's ${event.type} about ${event.subject_id} could not be processed: ${failure}`)
    await gateway.updateGatewayEvents({
      id,
      failures: event.failures + 1,
      failure: failure.slice(0, LONGEST_FAILURE),
    })
    return false
  }
}
