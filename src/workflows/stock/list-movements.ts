import type { MedusaContainer } from "@medusajs/framework/types"
import type { MovementFilters } from "../../modules/stock-ledger/statements"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { ledgerOf } from "./change-stock"
import { nameMovements, type NamedMovement } from "./names"

type Input = MovementFilters & {
  /** The order's number for people. */
  order_number?: number
  unexplained: boolean
  before?: string
  limit: number
}

/**
 * A page of movements with their names, newest first. The number of statements does not depend on the page.
 *
 * @returns the page, `before` of the next one, and the number of all movements to explain when they are asked for
 */
export async function listMovements(
  container: MedusaContainer,
  { unexplained, before, limit, order_number, ...filters }: Input,
): Promise<{ movements: NamedMovement[]; next_before: string | null; count?: number }> {
  const ledger = ledgerOf(container)
  if (order_number !== undefined) {
    const [found] = await container
      .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      .listAssignments({ display_id: order_number }, { take: 1 })
    if (!found || (filters.order_id !== undefined && filters.order_id !== found.order_id)) {
      return { movements: [], next_before: null }
    }
    filters.order_id = found.order_id
  }
  const page = { before, take: limit + 1 }
  const { movements, count } = unexplained
    ? await ledger.listUnexplained(page)
    : { movements: await ledger.listMovements(filters, page), count: undefined }
  const shown = movements.slice(0, limit)
  return {
    movements: await nameMovements(container, shown),
    next_before: movements.length > limit ? (shown.at(-1)?.id ?? null) : null,
    count,
  }
}
