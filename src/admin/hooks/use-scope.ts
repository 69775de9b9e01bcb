import { useQuery } from "@tanstack/react-query"
import { callApi } from "../lib/api"

/** What a widget of Medusa's page is about. */
export type Subject =
  | { order_id: string }
  | { product_id: string }
  | { inventory_item_id: string }
  | { fiscal_product_id: string }

/** Whether the subject belongs to the shop. A store may have orders and products of other sales channels. */
export function useIsOurs(subject: Subject): boolean {
  const query = new URLSearchParams(subject).toString()
  const { data } = useQuery({
    queryKey: ["guldasta", "scope", query],
    queryFn: () => callApi<{ is_ours: boolean }>(`/admin/guldasta/scope?${query}`),
  })
  return data?.is_ours ?? false
}
