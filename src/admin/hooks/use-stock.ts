import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi, deleteApi } from "../lib/api"
import type {
  DocumentKind,
  DocumentOutcome,
  DocumentPage,
  ExplainedKind,
  FoundItem,
  ItemDay,
  LotPage,
  MovementPage,
  OpenOffer,
  RequestPage,
  RequestStatus,
  StockItemPage,
  SupplierPage,
  WholeDocument,
} from "../lib/stock-types"
import { PAGE_SIZE } from "./use-assignments"
import { REFRESH_EVERY } from "./use-order-assignment"

export const STOCK_KEY = ["guldasta", "stock"]

/** Without retries, because a user without permission gets the same error again. */
export const watched = {
  refetchInterval: REFRESH_EVERY,
  retry: false,
  placeholderData: keepPreviousData,
} as const

/** A query string of the given values. */
export function queryOf(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "")
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}

/** Reads a list of the Admin API. */
export function useList<Page>(
  path: string,
  values: Record<string, string | number | undefined>,
  enabled = true,
) {
  const address = `/admin/stock-${path}?${queryOf(values)}`
  return useQuery({
    ...watched,
    enabled,
    queryKey: [...STOCK_KEY, address],
    queryFn: () => callApi<Page>(address),
  })
}

export const pageOf = (page: number) => ({ limit: PAGE_SIZE, offset: page * PAGE_SIZE })

type MovementValues = {
  inventory_item_id?: string
  order_id?: string
  order_number?: string
  location_id?: string
  kind?: string
  from?: string
  until?: string
  before?: string
  limit?: number
}

export const useMovements = (values: MovementValues) =>
  useList<MovementPage>("movements", { limit: PAGE_SIZE, ...values })

/** The movements whose reason nobody has told yet. */
export const useUnexplained = () => useList<MovementPage>("movements", { unexplained: "true", limit: 10 })

export const useStockItems = ({ q, page }: { q: string; page: number }) =>
  useList<StockItemPage>("items", { q, ...pageOf(page) })

export const useLots = ({ item, all, page = 0 }: { item: string | undefined; all: boolean; page?: number }) =>
  useList<LotPage>("lots", { inventory_item_id: item, all: String(all), ...pageOf(page) }, Boolean(item))

export const useItemHistory = (id: string, days: number) =>
  useList<{ days: ItemDay[] }>(`items/${encodeURIComponent(id)}/history`, { days })

export const useDocuments = ({ kind, page }: { kind: DocumentKind | undefined; page: number }) =>
  useList<DocumentPage>("documents", { kind, ...pageOf(page) })

export const useRequests = ({ status, page }: { status: RequestStatus | undefined; page: number }) =>
  useList<RequestPage>("requests", { status, ...pageOf(page) })

/** All suppliers, for a choice; a page of them, for their list. */
export const useSuppliers = (page?: number) =>
  useList<SupplierPage>("suppliers", page === undefined ? {} : pageOf(page))

export function useDocument(id: string | undefined) {
  return useQuery({
    retry: false,
    enabled: Boolean(id),
    queryKey: [...STOCK_KEY, "document", id],
    queryFn: () =>
      callApi<{ stock_document: WholeDocument }>(`/admin/stock-documents/${encodeURIComponent(id ?? "")}`),
  })
}

/** Finds items by words of their titles and SKUs. */
export function useFoundItems(words: string) {
  return useQuery({
    enabled: words.length > 0,
    queryKey: [...STOCK_KEY, "found", words],
    queryFn: () =>
      callApi<{ inventory_items: FoundItem[] }>(
        `/admin/inventory-items?${queryOf({ q: words, fields: "id,title,sku", limit: 8 })}`,
      ),
    placeholderData: keepPreviousData,
  })
}

export function useLocations() {
  return useQuery({
    queryKey: [...STOCK_KEY, "locations"],
    staleTime: 60_000,
    queryFn: () =>
      callApi<{ stock_locations: { id: string; name: string }[] }>(
        "/admin/stock-locations?fields=id,name&limit=100",
      ),
  })
}

/** A change of the stock. Medusa's own parts of a page show it too. */
export function useChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    // Not awaited: a changed row leaves the list, and React Query skips the callbacks of an unmounted row.
    onSettled: () => {
      void client.invalidateQueries()
    },
  })
}

const one = (path: string, id: string, verb: string) =>
  `/admin/stock-${path}/${encodeURIComponent(id)}/${verb}`

export const useExplain = () =>
  useChange(
    ({ id, ...body }: { id: string; kind: ExplainedKind; reason: string | null; note: string | null }) =>
      callApi(one("movements", id, "explain"), body),
  )

export const useRecordDocument = () =>
  useChange(({ path, body }: { path: "" | "/regrade"; body: object }) =>
    callApi<DocumentOutcome>(`/admin/stock-documents${path}`, body),
  )

export const useTakeBack = () =>
  useChange(({ id, note }: { id: string; note: string }) =>
    callApi<DocumentOutcome>(one("documents", id, "take-back"), { note }),
  )

export const useDecide = () =>
  useChange(({ id, verb }: { id: string; verb: "approve" | "refuse" }) =>
    callApi(one("requests", id, verb), {}),
  )

export const useOpenOffers = () =>
  useList<{ stock_offers: OpenOffer[] }>("offers", { open: "true", limit: 100 })

export const useStartOffer = () => useChange((lot_id: string) => callApi("/admin/stock-offers", { lot_id }))

export const useEndOffer = () =>
  useChange((id: string) => deleteApi(`/admin/stock-offers/${encodeURIComponent(id)}`))
