import type { MedusaContainer } from "@medusajs/framework/types"
import type { GuldastaOptions } from "../../src/modules/core/options"
import { optionsOf } from "../../src/workflows/settings"

/** Gives the running shop other options until `act` ends. */
export async function withOptions(
  container: MedusaContainer,
  changed: Partial<GuldastaOptions>,
  act: () => Promise<void>,
): Promise<void> {
  const options = optionsOf(container)
  const before = { ...options }
  Object.assign(options, changed)
  try {
    await act()
  } finally {
    Object.assign(options, before)
  }
}
