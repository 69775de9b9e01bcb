import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { DeliveryForm, OrderDelivery } from "../lib/types"

const key = (orderId: string) => ["guldasta", "delivery", orderId]

export function useOrderDelivery(orderId: string, enabled: boolean) {
  return useQuery({
    queryKey: key(orderId),
    queryFn: () => callApi<OrderDelivery>(`/admin/orders/${orderId}/delivery`),
    enabled,
  })
}

/** Changes the delivery and reloads the whole page: Medusa's own parts show the address too. */
export function useChangeDelivery(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: Partial<DeliveryForm>) =>
      callApi<OrderDelivery>(`/admin/orders/${orderId}/delivery`, changes),
    onSettled: () => client.invalidateQueries(),
  })
}
