import { Text } from "@medusajs/ui"
import { formatDates, formatMoment } from "../lib/format"
import { GATEWAYS, type Compared, type ComparisonRun, type RegistryColumn } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { Fact } from "./fact"

/** Says what a comparison with a registry has compared: days, payments and columns. */
export function ComparedFacts({ compared, of: run }: { compared: Compared; of: ComparisonRun }) {
  const { t, language } = useTexts()
  const { rows, matched, from, to, file_from: fileFrom, file_to: fileTo, count, columns } = compared
  const result = count ? "found" : rows ? "alike" : "nothing"
  const headers = (Object.entries(columns) as [RegistryColumn, string[]][])
    .filter(([column, found]) => found.length || column === "state" || column === "date")
    .map(
      ([column, found]) =>
        `${t(`payments.registry.column.${column}`)}: ${found.join(", ") || t("payments.registry.no_column")}`,
    )
  return (
    <div className="px-6 py-4" data-testid="guldasta-compared">
      <Text size="small" className="pb-2">
        {t(`payments.registry.${result}`, { rows, matched, count })}
      </Text>
      <Fact name={t("payments.gateway")}>
        {[GATEWAYS[run.provider_id], formatMoment(run.created_at, language), run.user_name]
          .filter(Boolean)
          .join(" · ")}
      </Fact>
      <Fact name={t("payments.registry.days")}>
        {from && to ? formatDates(from, to, language) : t("payments.registry.no_days")}
      </Fact>
      {fileFrom && fileTo && (fileFrom !== from || fileTo !== to) && (
        <Fact name={t("payments.registry.file_days")}>{formatDates(fileFrom, fileTo, language)}</Fact>
      )}
      {compared.in_shop !== null && <Fact name={t("payments.registry.in_shop")}>{compared.in_shop}</Fact>}
      <Fact name={t("payments.registry.rows")}>{rows}</Fact>
      <Fact name={t("payments.registry.matched")}>{matched}</Fact>
      <Fact name={t("payments.registry.not_read")}>{compared.not_read}</Fact>
      <Fact name={t("payments.registry.left_out")}>{compared.left_out}</Fact>
      <Fact name={t("payments.registry.compared")}>{headers.join("\n")}</Fact>
    </div>
  )
}
