import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** One row with a name and a value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="text-ui-fg-subtle grid grid-cols-[9rem_1fr] items-start gap-x-3 py-1">
      <Text size="small" leading="compact" weight="plus">
        {name}
      </Text>
      <Text size="small" leading="compact" as="div" className="whitespace-pre-line break-words">
        {children}
      </Text>
    </div>
  )
}
