import type { MedusaContainer } from "@medusajs/framework/types"
import type { StockLine } from "../../modules/stock-ledger/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { ledgerOf } from "./change-stock"
import { nameActors, namePlaces, type NamedPlace } from "./names"
import type { StockRequestRecord } from "./record-document"

/** A request with the names of its items and of the people who asked and decided. */
export type NamedRequest = Omit<StockRequestRecord, "lines"> & {
  lines: (StockLine & NamedPlace)[]
  actor_name: string | null
  decided_by_name: string | null
}

/** Lists requests, newest first. The number of statements does not depend on the page. */
export async function listRequests(
  container: MedusaContainer,
  {
    take,
    skip,
    ...filters
  }: { status?: StockRequestRecord["status"]; id?: string; take: number; skip: number },
): Promise<NamedRequest[]> {
  const order = { created_at: "DESC", id: "DESC" } as const
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
  const requests = await ledgerOf(container).listStockRequests(given, { take, skip, order })
  const linesOf = (request: StockRequestRecord) => request.lines as unknown as StockLine[]
  const deciders = [...new Set(requests.flatMap(({ decided_by }) => decided_by ?? []))]
  const [placeOf, actorOf, members] = await Promise.all([
    namePlaces(container, requests.flatMap(linesOf)),
    nameActors(container, requests),
    deciders.length
      ? container
          .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
          .listStaffMembers({ id: deciders }, { take: null })
      : [],
  ])
  return requests.map((request) => ({
    ...request,
    lines: linesOf(request).map((line) => ({ ...line, ...placeOf(line) })),
    actor_name: actorOf(request),
    decided_by_name: members.find(({ id }) => id === request.decided_by)?.name ?? null,
  }))
}
