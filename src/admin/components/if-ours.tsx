import type { ReactNode } from "react"
import { useMay } from "../hooks/use-access"
import { useIsOurs, type Subject } from "../hooks/use-scope"

/**
 * Shows a widget only when its subject belongs to the shop and the user's role may load it.
 *
 * @param needs the request that loads the widget
 */
export function IfOurs({
  subject,
  needs,
  children,
}: {
  subject: Subject
  needs: string
  children: ReactNode
}) {
  const mayLoad = useMay(needs)
  const isOurs = useIsOurs(subject)
  return isOurs && mayLoad ? children : null
}
