import { MedusaService } from "@medusajs/framework/utils"
import { GatewayTransaction } from "./models/gateway-transaction"

/** What the payment gateways tell of the money. */
class GatewayModuleService extends MedusaService({ GatewayTransaction }) {
  /**
   * Until when a gateway is at work for an order: the latest end of its transactions in progress.
   *
   * @param now what counts as the present: a transaction that the gateway has given up by then counts no more
   * @returns undefined when no transaction is in progress; "open" when one has no end of its own
   */
  async inProgressUntil(orderId: string, now: Date): Promise<Date | "open" | undefined> {
    const running = await this.listGatewayTransactions({ order_id: orderId, state: "in_progress" })
    if (running.some(({ expires_at }) => expires_at === null)) {
      return "open"
    }
    const ends = running.flatMap(({ expires_at }) => (expires_at && expires_at > now ? [expires_at] : []))
    return ends.sort((a, b) => b.getTime() - a.getTime()).at(0)
  }
}

export default GatewayModuleService
