import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi, callWithFile } from "../lib/api"
import type { CatalogImport, ImportCounts, ImportPage } from "../lib/types"
import { PAGE_SIZE } from "./use-assignments"
import { REFRESH_EVERY } from "./use-order-assignment"

const KEY = ["guldasta", "imports"]

/** How often the page asks while an import runs, in ms. */
export const PROGRESS_EVERY = 1000

export const isUnfinished = ({ finished_at }: { finished_at: string | null }) => finished_at === null

export function useImports(page: number) {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(page * PAGE_SIZE) })
  return useQuery({
    queryKey: [...KEY, page],
    queryFn: () => callApi<ImportPage>(`/admin/catalog/imports?${query.toString()}`),
    refetchInterval: ({ state }) => (state.data?.imports.some(isUnfinished) ? PROGRESS_EVERY : REFRESH_EVERY),
    placeholderData: keepPreviousData,
  })
}

export function useStartImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (file: File): Promise<{ import: CatalogImport }> =>
      (await callWithFile("/admin/catalog/import?wait=false", file)).json(),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useCheckImport() {
  return useMutation({
    mutationFn: async (file: File): Promise<ImportCounts> =>
      (await callWithFile("/admin/catalog/import?dry_run=true", file)).json(),
  })
}
