import { Button, Drawer, IconButton, Input, Text, toast } from "@medusajs/ui"
import { XMark } from "@medusajs/icons"
import { useState } from "react"
import { useMakeBouquet } from "../hooks/use-showcase"
import { itemName, type FoundItem } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { FormField } from "./form-field"
import { ItemSearch } from "./item-search"

type Line = { item: FoundItem; quantity: string }
type Form = { title: string; titleUz: string; price: string; lines: Line[] }

const EMPTY: Form = { title: "", titleUz: "", price: "", lines: [] }

const isCount = (text: string) => /^[1-9]\d{0,5}$/.test(text)

/** The button and the form that make a bouquet for the showcase. */
export function NewBouquetDrawer() {
  const { t, errorText } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [form, setForm] = useState(EMPTY)
  // A new key with each change: a save that is sent twice makes one bouquet.
  const [key, setKey] = useState("")
  const make = useMakeBouquet()
  const set = (part: Partial<Form>) => {
    setForm({ ...form, ...part })
    setKey(crypto.randomUUID())
  }
  const { title, titleUz, price, lines } = form
  const isReady =
    title.trim() !== "" &&
    /^[1-9]\d{0,9}$/.test(price) &&
    lines.length > 0 &&
    lines.every(({ quantity }) => isCount(quantity))
  const save = () =>
    make.mutate(
      {
        key,
        title: title.trim(),
        title_uz: titleUz.trim() || null,
        price: Number(price),
        parts: lines.map(({ item, quantity }) => ({
          inventory_item_id: item.id,
          quantity: Number(quantity),
        })),
      },
      {
        onSuccess: () => {
          toast.success(t("showcase.made"))
          setForm(EMPTY)
          setOpen(false)
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  const add = (item: FoundItem) => {
    if (!lines.some((line) => line.item.id === item.id)) {
      set({ lines: [...lines, { item, quantity: "1" }] })
    }
  }
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <MayButton
        route="POST /admin/stock-showcase"
        size="small"
        variant="secondary"
        onClick={() => setOpen(true)}
      >
        {t("showcase.new")}
      </MayButton>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("showcase.new")}</Drawer.Title>
          <Drawer.Description>{t("showcase.new_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          <FormField id="guldasta-bouquet-title" label={t("showcase.bouquet")}>
            <Input
              id="guldasta-bouquet-title"
              maxLength={80}
              value={title}
              onChange={(event) => set({ title: event.target.value })}
            />
          </FormField>
          <FormField id="guldasta-bouquet-title-uz" label={t("showcase.title_uz")}>
            <Input
              id="guldasta-bouquet-title-uz"
              maxLength={80}
              value={titleUz}
              onChange={(event) => set({ titleUz: event.target.value })}
            />
          </FormField>
          <FormField id="guldasta-bouquet-new-price" label={t("showcase.price")}>
            <Input
              id="guldasta-bouquet-new-price"
              inputMode="numeric"
              value={price}
              onChange={(event) => set({ price: event.target.value })}
            />
          </FormField>
          {lines.map(({ item, quantity }, at) => (
            <Stem
              key={item.id}
              item={item}
              quantity={quantity}
              onChange={(value) =>
                set({
                  lines: lines.map((line, index) => (index === at ? { ...line, quantity: value } : line)),
                })
              }
              onRemove={() => set({ lines: lines.filter((_, index) => index !== at) })}
            />
          ))}
          <FormField id="guldasta-bouquet-item" label={t("stock.add_item")}>
            <ItemSearch id="guldasta-bouquet-item" onChoose={add} />
          </FormField>
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={make.isPending} disabled={!isReady} onClick={save}>
            {t("showcase.make")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

type StemProps = {
  item: FoundItem
  quantity: string
  onChange: (quantity: string) => void
  onRemove: () => void
}

function Stem({ item, quantity, onChange, onRemove }: StemProps) {
  const { t } = useTexts()
  return (
    <div className="flex items-center gap-x-2">
      <Text size="small" className="flex-1 break-words">
        {itemName(item)}
      </Text>
      <Input
        size="small"
        className="w-20"
        inputMode="numeric"
        aria-label={t("stock.pieces")}
        value={quantity}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton size="small" variant="transparent" aria-label={t("stock.remove_line")} onClick={onRemove}>
        <XMark />
      </IconButton>
    </div>
  )
}
