import type { ReactNode } from "react"
import { useIsOurs, type Subject } from "../hooks/use-scope"

/** Shows a widget only when its subject belongs to the shop. */
export function IfOurs({ subject, children }: { subject: Subject; children: ReactNode }) {
  return useIsOurs(subject) ? children : null
}
