import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { OrderAssignment } from "../lib/types"

/** Polling interval of an open page, in ms. */
export const REFRESH_EVERY = 10_000

const key = (orderId: string) => ["guldasta", "assignment", orderId]

export function useOrderAssignment(orderId: string) {
  return useQuery({
    queryKey: key(orderId),
    queryFn: () => callApi<OrderAssignment>(`/admin/orders/${orderId}/assignment`),
    refetchInterval: REFRESH_EVERY,
  })
}

/** Runs an action on the order and reloads Medusa's own parts of the page, which the action changes too. */
export function useTakeStep(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, reason }: { action: string; reason?: string }) =>
      callApi<OrderAssignment>(`/admin/orders/${orderId}/assignment/${action}`, { reason }),
    onSuccess: (answer) => client.setQueryData(key(orderId), answer),
    onSettled: () => client.invalidateQueries(),
  })
}

/** Records that the shop gave back in cash what it owes, and reloads Medusa's own parts of the page. */
export function usePayBack(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => callApi<OrderAssignment>(`/admin/orders/${orderId}/balance/pay-back`, {}),
    onSuccess: (answer) => client.setQueryData(key(orderId), answer),
    onSettled: () => client.invalidateQueries(),
  })
}
