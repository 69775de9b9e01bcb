import { Button, Checkbox, Input, Label, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useEnterCount, useItemsToCount } from "../hooks/use-counts"
import { newKey } from "../lib/new-key"
import type { CountedItem } from "../lib/count-types"
import { itemName, titleOf, type FoundItem } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { FormField } from "./form-field"
import { ItemSearch } from "./item-search"

type CountEntryProps = { id: string; items: CountedItem[] }

/** Saves what the user counted of an item: found by its name, or one of the next that nobody has counted. */
export function CountEntry({ id, items }: CountEntryProps) {
  const { t } = useTexts()
  const [item, setItem] = useState<FoundItem>()
  const { data } = useItemsToCount(id, true)
  return (
    <div className="flex flex-col gap-y-3 px-6">
      <FormField id="guldasta-count-item" label={t("counts.count_item")}>
        <ItemSearch id="guldasta-count-item" onChoose={setItem} />
      </FormField>
      {item ? (
        <Pieces key={item.id} id={id} item={item} items={items} onSaved={() => setItem(undefined)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          {data?.items.map((next) => (
            <Button
              key={next.inventory_item_id}
              size="small"
              variant="secondary"
              className="h-auto whitespace-normal text-left"
              data-testid="guldasta-uncounted"
              onClick={() => setItem({ id: next.inventory_item_id, title: next.item_title, sku: next.sku })}
            >
              {titleOf(next)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

type PiecesProps = CountEntryProps & { item: FoundItem; onSaved: () => void }

function Pieces({ id, item, items, onSaved }: PiecesProps) {
  const { t, errorText } = useTexts()
  const [{ pieces, adds, key }, setForm] = useState({ pieces: "", adds: false, key: newKey() })
  const enter = useEnterCount()
  const counted = items.find(({ inventory_item_id }) => inventory_item_id === item.id)
  const isRight = /^\d{1,6}$/.test(pieces)
  const save = () =>
    enter.mutate(
      { id, inventory_item_id: item.id, quantity: Number(pieces), adds, key },
      {
        onSuccess: () => {
          toast.success(t("counts.saved"))
          onSaved()
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  return (
    <form
      className="flex flex-col gap-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) {
          save()
        }
      }}
    >
      <Text size="small" weight="plus" className="break-words">
        {itemName(item)}
      </Text>
      {counted && (
        <Text size="small" className="text-ui-fg-subtle">
          {t(adds ? "counts.adds_to" : "counts.replaces", { count: counted.counted })}
        </Text>
      )}
      <div className="flex flex-wrap items-end gap-3">
        <FormField id="guldasta-count-pieces" label={t("stock.pieces")} className="w-28">
          <Input
            id="guldasta-count-pieces"
            autoFocus
            inputMode="numeric"
            aria-invalid={pieces !== "" && !isRight}
            value={pieces}
            onChange={(event) => setForm({ pieces: event.target.value.trim(), adds, key: newKey() })}
          />
        </FormField>
        <MayButton
          route="POST /admin/stock-counts/:id/entries"
          size="small"
          type="submit"
          isLoading={enter.isPending}
          disabled={!isRight}
        >
          {t("counts.save")}
        </MayButton>
        <Button size="small" type="button" variant="secondary" onClick={onSaved}>
          {t("reason.cancel")}
        </Button>
      </div>
      {counted && (
        <div className="flex items-center gap-x-2">
          <Checkbox
            id="guldasta-count-adds"
            checked={adds}
            onCheckedChange={(checked) => setForm({ pieces, adds: checked === true, key: newKey() })}
          />
          <Label size="small" htmlFor="guldasta-count-adds">
            {t("counts.add")}
          </Label>
        </div>
      )}
    </form>
  )
}
