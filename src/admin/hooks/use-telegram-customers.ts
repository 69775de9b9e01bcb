import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { AdminCustomer } from "@medusajs/framework/types"
import { callApi, callWithFile, save } from "../lib/api"
import type { TelegramAccount } from "../lib/types"
import { useMay } from "./use-access"

const ROUTE = "/admin/telegram-accounts"

type Accounts = { telegram_accounts: TelegramAccount[]; count: number }

/** The Telegram accounts of a customer, or of all customers. */
export function useTelegramAccounts(customerId?: string) {
  const query = new URLSearchParams({ limit: "5", ...(customerId ? { customer_id: customerId } : {}) })
  const enabled = useMay("GET /admin/telegram-accounts")
  return useQuery({
    enabled,
    queryKey: ["guldasta", "telegram-accounts", customerId],
    queryFn: () => callApi<Accounts>(`${ROUTE}?${query.toString()}`),
  })
}

/** Customers by a part of their name, e-mail or phone. */
export function useFoundCustomers(words: string) {
  const query = new URLSearchParams({ q: words, limit: "6", fields: "id,first_name,last_name,email,phone" })
  return useQuery({
    queryKey: ["guldasta", "customers", words],
    queryFn: () => callApi<{ customers: AdminCustomer[] }>(`/admin/customers?${query.toString()}`),
    enabled: words.length > 1,
  })
}

/** Merges a customer into another one, and reloads Medusa's own lists. */
export function useMergeCustomer(customerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (into: string) =>
      callApi<{ customer: { id: string }; providers_left: string[] }>(
        `/admin/customers/${customerId}/merge`,
        { into },
      ),
    onSettled: () => {
      void client.invalidateQueries()
    },
  })
}

export function useExportCustomers() {
  return useMutation({
    mutationFn: async () => save(await callWithFile(`${ROUTE}/export`), "customers.csv"),
  })
}
