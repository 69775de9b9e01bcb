import { useQuery } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { ItemHolds } from "../lib/types"
import { REFRESH_EVERY } from "./use-order-assignment"

export function useItemHolds(inventoryItemId: string) {
  return useQuery({
    queryKey: ["guldasta", "holds", inventoryItemId],
    queryFn: () => callApi<ItemHolds>(`/admin/inventory-items/${inventoryItemId}/holds`),
    refetchInterval: REFRESH_EVERY,
  })
}
