import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { RatingPage, RatingStatus } from "../lib/types"
import { PAGE_SIZE } from "./use-assignments"
import { REFRESH_EVERY } from "./use-order-assignment"

const KEY = ["guldasta", "ratings"]

type RatingFilters = { status: RatingStatus | undefined; order: string; page: number }

export function useRatings({ status, order, page }: RatingFilters) {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(page * PAGE_SIZE) })
  if (status) {
    query.set("status", status)
  }
  if (/^\d{1,9}$/.test(order)) {
    query.set("order", order)
  }
  return useQuery({
    queryKey: [...KEY, query.toString()],
    queryFn: () => callApi<RatingPage>(`/admin/ratings?${query.toString()}`),
    refetchInterval: REFRESH_EVERY,
    placeholderData: keepPreviousData,
  })
}

export function useDecideRating() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, status }: { id: string; status: "approved" | "hidden" }) =>
      callApi(`/admin/ratings/${encodeURIComponent(id)}`, { status }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
