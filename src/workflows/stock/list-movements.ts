import type { MedusaContainer } from "@medusajs/framework/types"
import type { MovementFilters } from "../../modules/stock-ledger/statements"
import { ledgerOf } from "./change-stock"
import { nameMovements, type NamedMovement } from "./names"

type Input = MovementFilters & { unexplained: boolean; before?: string; limit: number }

/**
 * A page of movements with their names, newest first. The number of statements does not depend on the page.
 *
 * @returns the page, `before` of the next one, and the number of all movements to explain when they are asked for
 */
export async function listMovements(
  container: MedusaContainer,
  { unexplained, before, limit, ...filters }: Input,
): Promise<{ movements: NamedMovement[]; next_before: string | null; count?: number }> {
  const ledger = ledgerOf(container)
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
