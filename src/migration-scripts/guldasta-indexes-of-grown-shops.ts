import type { ExecArgs } from "@medusajs/framework/types"
import { buildIndexes } from "../lib/indexes"
import { MEDUSA_INDEXES } from "../medusa-sql/indexes"
import { DELIVERY_INDEXES } from "../modules/delivery/indexes"
import { GATEWAY_INDEXES } from "../modules/gateway/indexes"
import { OUTBOX_INDEXES } from "../modules/outbox/indexes"
import { TELEGRAM_INDEXES } from "../modules/telegram/indexes"
import { WORKSHOP_INDEXES } from "../modules/workshop/indexes"

/**
 * `medusa db:migrate` runs this script once, in this store and in stores that install the plugin. It builds the indexes
 * that keep jobs and lists fast when a shop has years of orders, while the shop runs. Medusa runs it again when it was
 * interrupted.
 */
export default async function buildIndexesOfGrownShops({
  container,
}: Pick<ExecArgs, "container">): Promise<void> {
  await buildIndexes(container, [
    ...OUTBOX_INDEXES,
    ...WORKSHOP_INDEXES,
    ...GATEWAY_INDEXES,
    ...DELIVERY_INDEXES,
    ...TELEGRAM_INDEXES,
    ...MEDUSA_INDEXES,
  ])
}
