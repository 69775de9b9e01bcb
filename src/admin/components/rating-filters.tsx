import { Select } from "@medusajs/ui"
import { useTexts } from "../lib/texts"
import { RATING_STATUSES, type RatingStatus } from "../lib/types"
import { Filter, TextFilter } from "./filter"

export type RatingChoice = "all" | RatingStatus

type RatingFiltersProps = {
  choice: RatingChoice
  order: string
  onChoice: (choice: RatingChoice) => void
  onOrder: (order: string) => void
}

export function RatingFilters({ choice, order, onChoice, onOrder }: RatingFiltersProps) {
  const { t } = useTexts()
  return (
    <div className="flex flex-wrap items-end gap-3 px-6 py-4">
      <Filter id="guldasta-rating-status" label={t("workshop.state")} className="w-56">
        <Select size="small" value={choice} onValueChange={(value) => onChoice(value as RatingChoice)}>
          <Select.Trigger id="guldasta-rating-status">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {RATING_STATUSES.map((status) => (
              <Select.Item key={status} value={status}>
                {t(`ratings.status.${status}`)}
              </Select.Item>
            ))}
            <Select.Item value="all">{t("workshop.all")}</Select.Item>
          </Select.Content>
        </Select>
      </Filter>
      <TextFilter
        id="guldasta-rating-order"
        label={t("workshop.order")}
        className="w-32"
        inputMode="numeric"
        value={order}
        onChange={onOrder}
      />
    </div>
  )
}
