import { StatusBadge } from "@medusajs/ui"
import { useTexts } from "../lib/texts"
import type { Status } from "../lib/types"

const COLORS: Record<Status, "grey" | "blue" | "green" | "orange" | "red" | "purple"> = {
  awaiting_payment: "grey",
  offered: "orange",
  accepted: "blue",
  ready: "purple",
  out_for_delivery: "blue",
  delivered: "green",
  returned: "red",
  canceled: "grey",
}

export function AssignmentStatus({ status }: { status: Status }) {
  const { t } = useTexts()
  return (
    <StatusBadge color={COLORS[status]} className="whitespace-nowrap">
      {t(`status.${status}`)}
    </StatusBadge>
  )
}
