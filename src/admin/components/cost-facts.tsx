import { Text } from "@medusajs/ui"
import type { Cost } from "../hooks/use-costs"
import { formatMoney } from "../lib/format"
import { useTexts } from "../lib/texts"
import { Fact } from "./fact"

/** Price, cost and margin of goods. @param unknown what stands in place of a cost that is not known */
export function CostFacts({
  cost: { price, cost, margin, is_estimated },
  currency,
  priceName,
  unknown,
}: {
  cost: Cost
  currency: string
  priceName: string
  unknown: string
}) {
  const { t, language } = useTexts()
  const shown = (amount: number | null) =>
    amount === null ? unknown : formatMoney(amount, currency, language)
  const share = margin !== null && price ? ` (${Math.round((margin / price) * 100)} %)` : ""
  return (
    <div>
      {price !== null && <Fact name={priceName}>{shown(price)}</Fact>}
      <Fact name={t("cost.cost")}>{shown(cost)}</Fact>
      {margin !== null && (
        <Fact name={t("cost.margin")}>
          {shown(margin)}
          {share}
        </Fact>
      )}
      {is_estimated && cost !== null && (
        <Text size="xsmall" className="text-ui-fg-muted pt-1">
          {t("cost.estimated")}
        </Text>
      )}
    </div>
  )
}
