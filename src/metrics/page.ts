import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { Gauge } from "prom-client"
import { registry } from "./index"
import { ACCEPTED_WITHIN, shopFigures, type Acceptance, type ShopFigures } from "./shop-figures"

const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
  new Gauge({ name: `guldasta_${name}`, help, labelNames, registers: [registry] })

const orders = gauge(
  "orders",
  "Open orders by their state in the workshop, and orders closed within 30 days",
  ["state"],
)
const messages = gauge(
  "outbox_messages",
  "Messages of the outbox by state; the number of sent ones is an estimate",
  ["state"],
)
const depth = gauge("outbox_depth", "Messages that are still to be sent or edited")
const oldest = gauge("outbox_oldest_seconds", "Age of the oldest message that is still to be sent or edited")
const late = gauge("outbox_late_seconds", "Delay of the dispatcher with the next message of a chat")
const heldCarts = gauge("held_carts", "Carts that hold stock now")
const heldPieces = gauge("held_pieces", "Pieces of stock that carts hold now")
const databaseRead = gauge("database_read", "1 if the database answered, 0 if its figures are missing")

/**
 * Renders the metrics in Prometheus' text format. When the database does not answer, its figures are omitted
 * and `guldasta_database_read` is 0.
 *
 * @param container Medusa's container
 */
export async function figuresPage(container: MedusaContainer): Promise<string> {
  const sample = await shopFigures(container)
  if ("error" in sample) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`metrics: cannot read the shop's figures from the database: ${sample.error.message}`)
  }
  const figures = "value" in sample ? sample.value : undefined
  databaseRead.set(figures ? 1 : 0)
  show(figures)
  const own = await registry.metrics()
  return figures ? `${own}${acceptanceText(figures.acceptance)}` : own
}

function show(figures: ShopFigures | undefined): void {
  const byState = [orders, messages]
  const plain = [depth, oldest, late, heldCarts, heldPieces]
  byState.forEach((each) => each.reset())
  plain.forEach((each) => each.remove())
  if (!figures) {
    return
  }
  figures.orders.forEach(({ status, count }) => orders.set({ state: status }, count))
  figures.messages.forEach(({ state, count }) => messages.set({ state }, count))
  const unsent = figures.messages.filter(({ state }) => state === "pending" || state === "sending")
  depth.set(unsent.reduce((sum, { count }) => sum + count, 0))
  oldest.set(figures.waiting.oldest)
  late.set(figures.waiting.late)
  heldCarts.set(figures.holds.carts)
  heldPieces.set(figures.holds.pieces)
}

/**
 * Renders a histogram that the database has counted. prom-client has no way to set the buckets of a
 * histogram.
 */
function acceptanceText({ count, sumSeconds, within }: Acceptance): string {
  const name = "guldasta_accept_seconds"
  return [
    `# HELP ${name} Seconds from an order's offer to its acceptance`,
    `# TYPE ${name} histogram`,
    ...ACCEPTED_WITHIN.map((bound, index) => `${name}_bucket{le="${bound}"} ${within[index]}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sumSeconds}`,
    `${name}_count ${count}`,
    "",
  ].join("\n")
}
