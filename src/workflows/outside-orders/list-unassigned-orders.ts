import type { MedusaContainer } from "@medusajs/framework/types"
import { readUnassignedOrders } from "../../medusa-sql/unassigned-orders"
import { assignmentIdOf } from "../../modules/workshop/statements"
import { ownChannels } from "../shop-scope"

/** Lists the orders of the shop that are not with the florists yet, newest first; at most `limit`. */
export const listUnassignedOrders = async (container: MedusaContainer, { limit }: { limit: number }) =>
  readUnassignedOrders(container, {
    channels: await ownChannels(container),
    assignment: assignmentIdOf("o.id"),
    limit,
  })
