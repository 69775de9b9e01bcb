import { Badge, IconButton } from "@medusajs/ui"
import { XMarkMini } from "@medusajs/icons"
import { useLocations } from "../hooks/use-stock"
import { itemName, MOVEMENT_KINDS, type FoundItem, type MovementKind } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { ChoiceFilter } from "./choice"
import { Filter, TextFilter } from "./filter"
import { ItemSearch } from "./item-search"

export type MovementChoice = {
  item: FoundItem | undefined
  kind: MovementKind | undefined
  /** Id of a stock location. */
  location: string | undefined
  /** The order's number. */
  order: string
  from: string
  to: string
}

type MovementFiltersProps = { choice: MovementChoice; onChange: (choice: MovementChoice) => void }

/** Filters by item, kind, order, days, and by location in a shop with several ones. */
export function MovementFilters({ choice, onChange }: MovementFiltersProps) {
  const { t } = useTexts()
  const locations = useLocations().data?.stock_locations ?? []
  const change = (part: Partial<MovementChoice>) => onChange({ ...choice, ...part })
  return (
    <div className="flex flex-wrap items-end gap-3 px-6 py-4">
      <Filter id="guldasta-movement-item" label={t("stock.item")} className="w-56">
        {choice.item ? (
          <Badge size="small" className="h-8 justify-between gap-x-1 pr-0">
            <span className="truncate">{itemName(choice.item)}</span>
            <IconButton
              size="small"
              variant="transparent"
              aria-label={t("stock.any_item")}
              onClick={() => change({ item: undefined })}
            >
              <XMarkMini />
            </IconButton>
          </Badge>
        ) : (
          <ItemSearch id="guldasta-movement-item" size="small" onChoose={(item) => change({ item })} />
        )}
      </Filter>
      <ChoiceFilter
        id="guldasta-movement-kind"
        label={t("stock.why")}
        value={choice.kind}
        options={MOVEMENT_KINDS}
        textOf={(kind) => t(`stock.kind.${kind}`)}
        onChange={(kind) => change({ kind })}
      />
      {locations.length > 1 && (
        <ChoiceFilter
          id="guldasta-movement-location"
          label={t("stock.location")}
          value={choice.location}
          options={locations.map(({ id }) => id)}
          textOf={(id) => locations.find((one) => one.id === id)?.name ?? id}
          onChange={(location) => change({ location })}
        />
      )}
      <TextFilter
        id="guldasta-movement-order"
        label={t("workshop.order")}
        className="w-24"
        inputMode="numeric"
        value={choice.order}
        onChange={(order) => change({ order: order.replace(/\D/g, "").slice(0, 9) })}
      />
      <TextFilter
        type="date"
        id="guldasta-movement-from"
        label={t("payments.from")}
        value={choice.from}
        onChange={(from) => change({ from })}
      />
      <TextFilter
        type="date"
        id="guldasta-movement-to"
        label={t("payments.to")}
        value={choice.to}
        onChange={(to) => change({ to })}
      />
    </div>
  )
}
