import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { OrderAssignment } from "../lib/types"

/** How often an open page looks for what others did, in milliseconds. */
export const REFRESH_EVERY = 10_000

const key = (orderId: string) => ["guldasta", "assignment", orderId]

export function useOrderAssignment(orderId: string) {
  return useQuery({
    queryKey: key(orderId),
    queryFn: () => callApi<OrderAssignment>(`/admin/orders/${orderId}/assignment`),
    refetchInterval: REFRESH_EVERY,
  })
}

/** Takes a step; Medusa's own parts of the page, which it changes too, are read anew. */
export function useTakeStep(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, reason }: { action: string; reason?: string }) =>
      callApi<OrderAssignment>(`/admin/orders/${orderId}/assignment/${action}`, { reason }),
    onSuccess: (answer) => client.setQueryData(key(orderId), answer),
    onSettled: () => client.invalidateQueries(),
  })
}
