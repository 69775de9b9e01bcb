import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { AssignmentPage, Status, UnassignedOrders } from "../lib/types"
import { useMay } from "./use-access"
import { REFRESH_EVERY } from "./use-order-assignment"

export const PAGE_SIZE = 20

export type AssignmentFilters = {
  statuses: Status[]
  date: string
  /** An order's number: then the other filters do not apply. */
  order: string
  page: number
}

export function useAssignments({ statuses, date, order, page }: AssignmentFilters) {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(page * PAGE_SIZE) })
  const number = /^\s*[№#]?\s*(\d{1,9})\s*$/.exec(order)?.[1]
  if (number) {
    query.set("order", number)
  } else {
    if (statuses.length) {
      query.set("status", statuses.join(","))
    }
    if (date) {
      query.set("date", date)
    }
  }
  return useQuery({
    queryKey: ["guldasta", "assignments", query.toString()],
    queryFn: () => callApi<AssignmentPage>(`/admin/assignments?${query.toString()}`),
    refetchInterval: REFRESH_EVERY,
    placeholderData: keepPreviousData,
  })
}

/** The open orders that are not with the florists yet. */
export function useUnassignedOrders() {
  const enabled = useMay("GET /admin/unassigned-orders")
  return useQuery({
    enabled,
    queryKey: ["guldasta", "unassigned-orders"],
    queryFn: () => callApi<UnassignedOrders>("/admin/unassigned-orders"),
    refetchInterval: REFRESH_EVERY,
  })
}
