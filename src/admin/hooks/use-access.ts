import { useQuery } from "@tanstack/react-query"
import { callApi } from "../lib/api"
import type { Role } from "../lib/types"

/** Pages and buttons of Medusa's admin: regular expressions of paths, and keys of Medusa's texts. */
export type CorePage = { path: string; may: boolean }
export type CoreButton = CorePage & { text: string }

type Access = {
  role: Role | null
  may: Record<string, boolean>
  core_pages: CorePage[]
  core_buttons: CoreButton[]
}

/** The user's role, and which requests of the shop's pages it may send. */
export function useAccess() {
  return useQuery({
    queryKey: ["guldasta", "access"],
    queryFn: () => callApi<Access>("/admin/guldasta/access"),
    staleTime: 60_000,
    retry: false,
  })
}

/**
 * Whether the user may send a request; false while this is unknown.
 *
 * @param route method and path as the server lists them, such as "POST /admin/staff/:id"
 */
export function useMay(route: string): boolean {
  return useAccess().data?.may[route] ?? false
}
