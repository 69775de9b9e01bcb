import { Select } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { PaymentFilters as Filters } from "../hooks/use-payments"
import { GATEWAYS, PAYMENT_STATES } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { Filter, TextFilter } from "./filter"

/** The select component rejects an empty value. */
const ALL = "all"

type PaymentFiltersProps = { filters: Filters; onChange: (filters: Filters) => void }

function Choice({
  id,
  label,
  value,
  onChange,
  children,
}: {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  const { t } = useTexts()
  return (
    <Filter id={id} label={label} className="w-44">
      <Select
        size="small"
        value={value || ALL}
        onValueChange={(chosen) => onChange(chosen === ALL ? "" : chosen)}
      >
        <Select.Trigger id={id}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          <Select.Item value={ALL}>{t("workshop.all")}</Select.Item>
          {children}
        </Select.Content>
      </Select>
    </Filter>
  )
}

/** Filters by gateway, state, days and order. */
export function PaymentFilters({ filters, onChange }: PaymentFiltersProps) {
  const { t } = useTexts()
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  return (
    <div className="flex flex-wrap items-end gap-3 px-6 py-4">
      <Choice
        id="guldasta-payment-gateway"
        label={t("payments.gateway")}
        value={filters.provider}
        onChange={(provider) => change({ provider })}
      >
        {Object.entries(GATEWAYS).map(([provider, name]) => (
          <Select.Item key={provider} value={provider}>
            {name}
          </Select.Item>
        ))}
      </Choice>
      <Choice
        id="guldasta-payment-state"
        label={t("workshop.state")}
        value={filters.state}
        onChange={(state) => change({ state: state as Filters["state"] })}
      >
        <Select.Item value="mismatched">{t("payments.mismatched")}</Select.Item>
        {PAYMENT_STATES.map((state) => (
          <Select.Item key={state} value={state}>
            {t(`payments.state.${state}`)}
          </Select.Item>
        ))}
      </Choice>
      <TextFilter
        type="date"
        id="guldasta-payment-from"
        label={t("payments.from")}
        value={filters.from}
        onChange={(from) => change({ from })}
      />
      <TextFilter
        type="date"
        id="guldasta-payment-to"
        label={t("payments.to")}
        value={filters.to}
        onChange={(to) => change({ to })}
      />
      <TextFilter
        id="guldasta-payment-order"
        label={t("workshop.order")}
        className="w-28"
        inputMode="numeric"
        value={filters.order}
        onChange={(order) => change({ order })}
      />
    </div>
  )
}
