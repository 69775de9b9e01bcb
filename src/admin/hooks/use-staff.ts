import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { AdminUser, Invite, Role, ShopChat, StaffMember } from "../lib/types"
import { useMay } from "./use-access"

const STAFF = ["guldasta", "staff"]

export function useStaff() {
  return useQuery({
    queryKey: STAFF,
    queryFn: () => callApi<{ staff: StaffMember[] }>("/admin/staff"),
  })
}

/** Users who can log in to the admin. A shop has few, so one page is enough. */
export function useAdminUsers() {
  const enabled = useMay("GET /admin/users")
  return useQuery({
    enabled,
    queryKey: ["guldasta", "users"],
    queryFn: () => callApi<{ users: AdminUser[] }>("/admin/users?fields=id,email&limit=200"),
  })
}

export type StaffChange = { id: string; role?: Role; active?: boolean; user_id?: string | null }

export function useUpdateStaffMember() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...change }: StaffChange) =>
      callApi<{ staff_member: StaffMember }>(`/admin/staff/${id}`, change),
    onSettled: () => client.invalidateQueries({ queryKey: STAFF }),
  })
}

export function useCreateInvite() {
  return useMutation({
    mutationFn: (input: { role: Role; name: string | null }) =>
      callApi<{ invite: Invite }>("/admin/staff/invites", input),
  })
}

const CHATS = ["guldasta", "telegram-chats"]

export function useShopChats() {
  const enabled = useMay("GET /admin/telegram-chats")
  return useQuery({
    enabled,
    queryKey: CHATS,
    queryFn: () => callApi<{ telegram_chats: ShopChat[] }>("/admin/telegram-chats"),
  })
}

export function useBindChat() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: { purpose: ShopChat["purpose"]; chat_id: string }) =>
      callApi<{ telegram_chats: ShopChat[] }>("/admin/telegram-chats", input),
    onSettled: () => client.invalidateQueries({ queryKey: CHATS }),
  })
}
