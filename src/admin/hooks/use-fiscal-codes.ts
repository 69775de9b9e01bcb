import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { FiscalCodes } from "../lib/payment-types"

const key = (productId: string) => ["guldasta", "fiscal", productId]

export function useFiscalCodes(productId: string) {
  return useQuery({
    queryKey: key(productId),
    queryFn: () => callApi<{ fiscal: FiscalCodes }>(`/admin/products/${productId}/fiscal`),
  })
}

/** Saves the codes and reloads Medusa's own product card, which shows the same metadata. */
export function useSetFiscalCodes(productId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (codes: FiscalCodes) =>
      callApi<{ fiscal: FiscalCodes }>(`/admin/products/${productId}/fiscal`, codes),
    onSuccess: (answer) => client.setQueryData(key(productId), answer),
    // Not awaited: the form is mounted anew with the saved codes, and React Query skips the callbacks of an unmounted form.
    onSettled: () => {
      void client.invalidateQueries()
    },
  })
}
