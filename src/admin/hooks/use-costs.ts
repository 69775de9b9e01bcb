import { useQuery } from "@tanstack/react-query"
import { callApi } from "../lib/api"

/** Cost and margin of goods, in minor units. */
export type Cost = {
  price: number | null
  cost: number | null
  margin: number | null
  is_estimated: boolean
}

export function useOrderCost(orderId: string) {
  return useQuery({
    queryKey: ["guldasta", "order-cost", orderId],
    queryFn: () => callApi<{ cost: Cost & { currency_code: string } }>(`/admin/orders/${orderId}/cost`),
  })
}

type ProductCosts = { currency_code: string; variants: (Cost & { id: string; title: string | null })[] }

export function useProductCosts(productId: string) {
  return useQuery({
    queryKey: ["guldasta", "product-costs", productId],
    queryFn: () => callApi<ProductCosts>(`/admin/products/${productId}/cost`),
  })
}
