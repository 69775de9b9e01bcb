import { Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useMay } from "../hooks/use-access"
import { useUnexplained } from "../hooks/use-stock"
import type { Movement } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { ExplainDrawer } from "./explain-drawer"
import { MovementTable } from "./movement-table"

const EXPLAIN = "POST /admin/stock-movements/:id/explain"

/** The movements whose reason nobody has told yet, each with a button to explain it. */
export function UnexplainedMovements() {
  const { t } = useTexts()
  const { data } = useUnexplained()
  const mayExplain = useMay(EXPLAIN)
  const [open, setOpen] = useState<Movement>()
  if (!data?.count) {
    return null
  }
  return (
    <Container className="divide-y p-0" data-testid="guldasta-unexplained">
      <div className="px-6 py-4">
        <Heading level="h2">{t("stock.to_explain", { count: data.count })}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("stock.to_explain_hint")}
        </Text>
      </div>
      <MovementTable
        movements={data.stock_movements}
        empty={t("stock.no_movements")}
        // A narrow screen does not show the buttons at once.
        onOpen={mayExplain ? setOpen : undefined}
        actions={(movement) => (
          <MayButton route={EXPLAIN} size="small" variant="secondary" onClick={() => setOpen(movement)}>
            {t("stock.explain")}
          </MayButton>
        )}
      />
      <ExplainDrawer movement={open} onClose={() => setOpen(undefined)} />
    </Container>
  )
}
