import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi, callWithFile, save } from "../lib/api"
import type {
  ComparisonPage,
  ComparisonRun,
  UnmatchedPayment,
  ResolutionStep,
  PaymentCheck,
  PaymentState,
  TransactionDetail,
  TransactionPage,
} from "../lib/payment-types"
import { PAGE_SIZE } from "./use-assignments"
import { isUnfinished, PROGRESS_EVERY } from "./use-imports"
import { REFRESH_EVERY } from "./use-order-assignment"

const KEY = ["guldasta", "payments"]
const ROUTE = "/admin/gateway-transactions"

export type PaymentFilters = {
  provider: string
  /** "mismatched" for mismatched payments only, "" for all. */
  state: PaymentState | "mismatched" | ""
  from: string
  to: string
  order: string
}

function queryOf({ provider, state, from, to, order }: PaymentFilters): URLSearchParams {
  const query = new URLSearchParams()
  const set = (name: string, value: string) => value && query.set(name, value)
  set("provider_id", provider)
  set(state === "mismatched" ? "attention" : "state", state === "mismatched" ? "true" : state)
  set("from", from)
  set("to", to)
  set("order", /^[1-9]\d{0,8}$/.test(order) ? order : "")
  return query
}

/** Without retries, because a user without permission gets the same error again. */
const watched = { refetchInterval: REFRESH_EVERY, retry: false } as const

export function usePayments(filters: PaymentFilters & { page: number }) {
  const query = queryOf(filters)
  query.set("limit", String(PAGE_SIZE))
  query.set("offset", String(filters.page * PAGE_SIZE))
  return useQuery({
    ...watched,
    queryKey: [...KEY, query.toString()],
    queryFn: () => callApi<TransactionPage>(`${ROUTE}?${query.toString()}`),
    placeholderData: keepPreviousData,
  })
}

export function useOrderPayments(orderId: string) {
  return useQuery({
    ...watched,
    queryKey: [...KEY, "of", orderId],
    queryFn: () => callApi<TransactionPage>(`${ROUTE}?order_id=${encodeURIComponent(orderId)}`),
  })
}

export function usePayment(id: string | undefined) {
  return useQuery({
    ...watched,
    enabled: Boolean(id),
    queryKey: [...KEY, "one", id],
    queryFn: () => callApi<TransactionDetail>(`${ROUTE}/${encodeURIComponent(id ?? "")}`),
  })
}

/** Runs an action on a payment and reloads Medusa's own parts of the page, which the action changes too. */
export function useResolvePayment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, step, note }: { id: string; step: ResolutionStep; note?: string }) =>
      callApi<TransactionDetail>(`${ROUTE}/${encodeURIComponent(id)}/${step}`, { note }),
    // Not awaited: a resolved payment leaves the list, and React Query skips the callbacks of an unmounted row.
    onSettled: () => {
      void client.invalidateQueries()
    },
  })
}

export function useUnmatchedPayments() {
  return useQuery({
    retry: false,
    queryKey: [...KEY, "unmatched"],
    queryFn: () => callApi<{ unmatched_payments: UnmatchedPayment[] }>(`${ROUTE}/unmatched-payments`),
  })
}

export function useResolveUnmatchedPayment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) =>
      callApi(`${ROUTE}/unmatched-payments/${encodeURIComponent(id)}/resolve`, { note }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function usePaymentCheck() {
  return useQuery({
    retry: false,
    queryKey: [...KEY, "check"],
    queryFn: () => callApi<PaymentCheck>(`${ROUTE}/check`),
  })
}

export function useExportPayments() {
  return useMutation({
    mutationFn: async (filters: PaymentFilters) =>
      save(await callWithFile(`${ROUTE}/export?${queryOf(filters).toString()}`), "payments.csv"),
  })
}

export type Registry = { file: File; provider: string; from: string; to: string }

const COMPARISONS = [...KEY, "comparisons"]

/** Begins a comparison. It is the last one from then on. */
export function useCompareRegistry() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, provider, from, to }: Registry): Promise<{ comparison: ComparisonRun }> => {
      const query = new URLSearchParams({ provider_id: provider })
      if (from) {
        query.set("from", from)
      }
      if (to) {
        query.set("to", to)
      }
      return (await callWithFile(`${ROUTE}/compare?${query.toString()}`, file)).json()
    },
    onSettled: () => client.invalidateQueries({ queryKey: COMPARISONS }),
  })
}

/** The last comparison; undefined if there is none. */
export function useLastComparison() {
  return useQuery({
    ...watched,
    queryKey: [...COMPARISONS, "last"],
    queryFn: async () => {
      const { comparisons } = await callApi<{ comparisons: ComparisonRun[] }>(`${ROUTE}/compare?limit=1`)
      return comparisons.at(0) ?? null
    },
  })
}

/** A comparison and a page of its differences. While it runs, it is asked for each second. */
export function useComparison(id: string | undefined, page: number) {
  return useQuery({
    retry: false,
    enabled: Boolean(id),
    queryKey: [...COMPARISONS, id, page],
    queryFn: () =>
      callApi<ComparisonPage>(
        `${ROUTE}/compare/${encodeURIComponent(id ?? "")}?limit=${PAGE_SIZE}&offset=${page * PAGE_SIZE}`,
      ),
    refetchInterval: ({ state }) =>
      state.data && isUnfinished(state.data.comparison) ? PROGRESS_EVERY : false,
    placeholderData: keepPreviousData,
  })
}

export function useSaveComparison() {
  return useMutation({
    mutationFn: async (id: string) =>
      save(await callWithFile(`${ROUTE}/compare/${encodeURIComponent(id)}?format=csv`), "differences.csv"),
  })
}
