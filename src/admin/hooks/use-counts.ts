import { useMutation, useQuery } from "@tanstack/react-query"
import { callApi, callWithFile } from "../lib/api"
import type {
  ClosedCount,
  CountPage,
  CountStatus,
  ItemToCount,
  StockFile,
  WholeCount,
} from "../lib/count-types"
import { pageOf, STOCK_KEY, useChange, useList, watched } from "./use-stock"

export const useCounts = ({ status, page }: { status: CountStatus | undefined; page: number }) =>
  useList<CountPage>("counts", { status, ...pageOf(page) })

const pathOf = (id: string, rest = "") => `/admin/stock-counts/${encodeURIComponent(id)}${rest}`

/** A count with its items; other people count at the same time. */
export const useCount = (id: string | undefined) =>
  useQuery({
    ...watched,
    placeholderData: undefined,
    enabled: Boolean(id),
    queryKey: [...STOCK_KEY, "count", id],
    queryFn: () => callApi<{ stock_count: WholeCount }>(pathOf(id ?? "")),
  })

/** The next items that nobody has counted. */
export const useItemsToCount = (id: string, isOpen: boolean) =>
  useQuery({
    ...watched,
    enabled: isOpen,
    queryKey: [...STOCK_KEY, "uncounted", id],
    queryFn: () => callApi<{ items: ItemToCount[] }>(pathOf(id, "/uncounted?limit=5")),
  })

export function useCategories() {
  return useQuery({
    queryKey: [...STOCK_KEY, "categories"],
    staleTime: 60_000,
    queryFn: () =>
      callApi<{ product_categories: { id: string; name: string }[] }>(
        "/admin/product-categories?fields=id,name&limit=200",
      ),
  })
}

export const useBeginCount = () =>
  useChange((body: { location_id: string; category_id: string | null; note: string | null; key: string }) =>
    callApi<{ stock_count: { id: string } }>("/admin/stock-counts", body),
  )

export const useEnterCount = () =>
  useChange(
    ({
      id,
      ...body
    }: {
      id: string
      inventory_item_id: string
      quantity: number
      adds: boolean
      key: string
    }) => callApi(pathOf(id, "/entries"), body),
  )

export const useCloseCount = () => useChange((id: string) => callApi<ClosedCount>(pathOf(id, "/close"), {}))

export const useCancelCount = () => useChange((id: string) => callApi(pathOf(id, "/cancel"), {}))

const sendFile = async (file: File, query: string): Promise<StockFile> =>
  (await callWithFile(`/admin/stock-import?${query}`, file)).json()

/** Tells what a file would change. */
export const useCheckStockFile = () =>
  useMutation({ mutationFn: (file: File) => sendFile(file, "dry_run=true") })

export const useImportStockFile = () =>
  useChange(({ file, key }: { file: File; key: string }) =>
    sendFile(file, new URLSearchParams({ key }).toString()),
  )
