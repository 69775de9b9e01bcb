import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Seconds to wait for another process that enters or opens the same order. */
const WAIT_SECONDS = 15

/** Runs `act` while no other process enters the delivery of the order or brings it into the workshop. */
export const withOutsideOrder = <Result>(
  container: MedusaContainer,
  orderId: string,
  act: () => Promise<Result>,
): Promise<Result> =>
  container.resolve(Modules.LOCKING).execute([`outside-order:${orderId}`], act, { timeout: WAIT_SECONDS })
