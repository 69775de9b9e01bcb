import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { MessagePage, MessageState } from "../lib/types"
import { PAGE_SIZE } from "./use-assignments"
import { REFRESH_EVERY } from "./use-order-assignment"

const KEY = ["guldasta", "messages"]

export type MessageFilters = { states: MessageState[]; order: string; chat: string; page: number }

export function useMessages({ states, order, chat, page }: MessageFilters) {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(page * PAGE_SIZE) })
  if (states.length) {
    query.set("state", states.join(","))
  }
  if (/^\d{1,9}$/.test(order)) {
    query.set("order", order)
  }
  if (/^-?[1-9]\d{0,15}$/.test(chat)) {
    query.set("chat_id", chat)
  }
  return useQuery({
    queryKey: [...KEY, query.toString()],
    queryFn: () => callApi<MessagePage>(`/admin/telegram-messages?${query.toString()}`),
    refetchInterval: REFRESH_EVERY,
    placeholderData: keepPreviousData,
  })
}

export function useSendAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => callApi(`/admin/telegram-messages/${encodeURIComponent(id)}/send`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
