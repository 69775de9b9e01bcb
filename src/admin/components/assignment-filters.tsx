import { Button, Select } from "@medusajs/ui"
import { today } from "../lib/format"
import { useTexts } from "../lib/texts"
import { STATUSES, type Status } from "../lib/types"
import { Filter, TextFilter } from "./filter"

export const OPEN: Status[] = ["awaiting_payment", "offered", "accepted", "ready", "out_for_delivery"]

export type StatusChoice = "open" | "all" | Status

/** Statuses of a filter choice; an empty list means all. */
export function statusesOf(choice: StatusChoice): Status[] {
  if (choice === "open") {
    return OPEN
  }
  return choice === "all" ? [] : [choice]
}

type AssignmentFiltersProps = {
  choice: StatusChoice
  date: string
  order: string
  onChoice: (choice: StatusChoice) => void
  onOrder: (order: string) => void
  onDate: (date: string) => void
}

export function AssignmentFilters({
  choice,
  date,
  order,
  onChoice,
  onDate,
  onOrder,
}: AssignmentFiltersProps) {
  const { t } = useTexts()
  return (
    <div className="flex flex-wrap items-end gap-3 px-6 py-4">
      <Filter id="guldasta-status" label={t("workshop.state")} className="w-48">
        <Select size="small" value={choice} onValueChange={(value) => onChoice(value as StatusChoice)}>
          <Select.Trigger id="guldasta-status">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value="open">{t("workshop.open_only")}</Select.Item>
            <Select.Item value="all">{t("workshop.all")}</Select.Item>
            {STATUSES.map((status) => (
              <Select.Item key={status} value={status}>
                {t(`status.${status}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </Filter>
      <TextFilter
        id="guldasta-order"
        label={t("workshop.order")}
        className="w-32"
        inputMode="numeric"
        value={order}
        onChange={onOrder}
      />
      <TextFilter id="guldasta-day" type="date" label={t("workshop.day")} value={date} onChange={onDate} />
      <Button size="small" variant="secondary" onClick={() => onDate(date ? "" : today())}>
        {date ? t("workshop.any_day") : t("workshop.today")}
      </Button>
    </div>
  )
}
