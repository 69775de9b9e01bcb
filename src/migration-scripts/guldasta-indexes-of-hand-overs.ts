import type { ExecArgs } from "@medusajs/framework/types"
import { buildIndexes } from "../lib/indexes"
import { HAND_OVER_INDEXES } from "../modules/workshop/indexes"

/** `medusa db:migrate` runs this script once. It builds the indexes of hand-overs while the shop runs. */
export default async function buildIndexesOfHandOvers({
  container,
}: Pick<ExecArgs, "container">): Promise<void> {
  await buildIndexes(container, HAND_OVER_INDEXES)
}
