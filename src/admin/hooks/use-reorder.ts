import { useMutation, useQuery } from "@tanstack/react-query"
import { callApi, callWithFile, deleteApi, save } from "../lib/api"
import type { Reorder, ReorderChange, ShoppingPage } from "../lib/reorder-types"
import type { Supplier } from "../lib/stock-types"
import { pageOf, queryOf, useChange, useList } from "./use-stock"

const pathOf = (id: string) => `/admin/stock-items/${encodeURIComponent(id)}/reorder`

/** When an item is ordered again, and what is to be ordered now. */
export function useReorder(id: string) {
  return useQuery({
    retry: false,
    queryKey: ["guldasta", "stock", "reorder", id],
    queryFn: () => callApi<{ stock_reorder: Reorder }>(pathOf(id)),
  })
}

export const useSetReorder = (id: string) =>
  useChange((change: ReorderChange) => callApi<{ stock_reorder: Reorder }>(pathOf(id), change))

export const useShoppingList = ({ supplier, page }: { supplier: string | undefined; page: number }) =>
  useList<ShoppingPage>("shopping-list", { supplier_id: supplier, ...pageOf(page) })

/** Saves the shopping list of a supplier, or of all, as an XLSX file. */
export function useShoppingFile() {
  return useMutation({
    mutationFn: async ({ supplier, language }: { supplier: string | undefined; language: string }) => {
      const query = queryOf({ supplier_id: supplier, language: language.startsWith("ru") ? "ru" : "en" })
      await save(await callWithFile(`/admin/stock-shopping-list/export?${query}`), "shopping-list.xlsx")
    },
  })
}

/** Adds a supplier, or changes the one with an id. */
export const useSaveSupplier = () =>
  useChange(({ id, ...body }: Omit<Supplier, "id"> & { id: string | undefined }) =>
    callApi<{ stock_supplier: Supplier }>(
      `/admin/stock-suppliers${id ? `/${encodeURIComponent(id)}` : ""}`,
      body,
    ),
  )

export const useRemoveSupplier = () =>
  useChange((id: string) => deleteApi(`/admin/stock-suppliers/${encodeURIComponent(id)}`))
