import { Button, Input, Text } from "@medusajs/ui"
import { useState } from "react"
import { useFoundItems } from "../hooks/use-stock"
import { itemName, type FoundItem } from "../lib/stock-types"
import { useTexts } from "../lib/texts"

type ItemSearchProps = { id: string; size?: "small" | "base"; onChoose: (item: FoundItem) => void }

/** Finds an inventory item by its title or SKU. */
export function ItemSearch({ id, size = "base", onChoose }: ItemSearchProps) {
  const { t } = useTexts()
  const [words, setWords] = useState("")
  const { data } = useFoundItems(words.trim())
  const choose = (item: FoundItem) => {
    setWords("")
    onChoose(item)
  }
  const found = words.trim() ? (data?.inventory_items ?? []) : []
  return (
    <div className="relative">
      <Input
        id={id}
        size={size}
        autoComplete="off"
        placeholder={t("stock.search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() && data && (
        <div className="bg-ui-bg-component shadow-elevation-flyout absolute z-10 mt-1 flex w-full flex-col rounded-lg p-1">
          {found.map((item) => (
            <Button
              key={item.id}
              type="button"
              size="small"
              variant="transparent"
              className="justify-start whitespace-normal text-left"
              onClick={() => choose(item)}
            >
              {itemName(item)}
              {item.sku && item.title ? ` (${item.sku})` : ""}
            </Button>
          ))}
          {!found.length && (
            <Text size="small" className="text-ui-fg-subtle px-2 py-1">
              {t("stock.none_found")}
            </Text>
          )}
        </div>
      )}
    </div>
  )
}
