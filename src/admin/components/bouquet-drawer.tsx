import { Button, Drawer, Input, Text, toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useChangeBouquet, type BouquetChange } from "../hooks/use-showcase"
import { itemName, LOSS_REASONS } from "../lib/stock-types"
import type { Bouquet } from "../lib/showcase-types"
import { useTexts } from "../lib/texts"
import { FormField, SelectField } from "./form-field"

const VERBS = ["price", "take-apart", "write-off"] as const
type Verb = (typeof VERBS)[number]

type Form = { verb: Verb; price: string; returned: Record<string, string>; reason: string }

const emptyForm = (bouquet: Bouquet | undefined): Form => ({
  verb: "price",
  price: String(bouquet?.price ?? ""),
  returned: Object.fromEntries(
    (bouquet?.parts ?? []).map(({ inventory_item_id, quantity }) => [inventory_item_id, String(quantity)]),
  ),
  reason: "",
})

/** The stems that do not return; undefined while a number is wrong. */
function lostOf({ parts }: Bouquet, returned: Form["returned"]) {
  const lost = parts.map(({ inventory_item_id, quantity }) => ({
    inventory_item_id,
    quantity: quantity - Number(returned[inventory_item_id] ?? NaN),
  }))
  const isRight = lost.every(({ quantity }, index) => quantity >= 0 && quantity <= parts[index].quantity)
  return isRight ? lost.filter(({ quantity }) => quantity > 0) : undefined
}

/** The request of a form; undefined while something is missing. */
function changeOf(bouquet: Bouquet, { verb, price, returned, reason }: Form): BouquetChange | undefined {
  switch (verb) {
    case "price": {
      const amount = Number(price)
      return Number.isInteger(amount) && amount > 0 ? { verb, body: { price: amount } } : undefined
    }
    case "take-apart": {
      const lost = lostOf(bouquet, returned)
      return lost && (reason || !lost.length) ? { verb, body: { lost, reason: reason || null } } : undefined
    }
    case "write-off":
      return reason ? { verb, body: { reason } } : undefined
  }
}

/** Gives a bouquet of the showcase another price, takes it apart, or writes it off. */
export function BouquetDrawer({ bouquet, onClose }: { bouquet: Bouquet | undefined; onClose: () => void }) {
  const { t, errorText } = useTexts()
  const [form, setForm] = useState(() => emptyForm(bouquet))
  const change = useChangeBouquet()
  useEffect(() => setForm(emptyForm(bouquet)), [bouquet])
  const set = (part: Partial<Form>) => setForm({ ...form, ...part })
  const wanted = bouquet && changeOf(bouquet, form)
  const save = () =>
    bouquet &&
    wanted &&
    change.mutate(
      { id: bouquet.id, ...wanted },
      {
        onSuccess: () => {
          toast.success(t(`showcase.done.${form.verb}`))
          onClose()
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  const isLoss = form.verb === "write-off" || (bouquet && (lostOf(bouquet, form.returned)?.length ?? 0) > 0)
  return (
    <Drawer open={bouquet !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{bouquet?.title}</Drawer.Title>
          <Drawer.Description>{t(`showcase.verb_hint.${form.verb}`)}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          <SelectField
            id="guldasta-bouquet-verb"
            label={t("showcase.change")}
            value={form.verb}
            options={VERBS.map((value) => ({ value, text: t(`showcase.verb.${value}`) }))}
            onChange={(verb) => set({ verb })}
          />
          {form.verb === "price" && (
            <FormField id="guldasta-bouquet-price" label={t("showcase.price")}>
              <Input
                id="guldasta-bouquet-price"
                type="number"
                min={1}
                value={form.price}
                onChange={(event) => set({ price: event.target.value })}
              />
            </FormField>
          )}
          {form.verb === "take-apart" && <Text size="small">{t("showcase.returned")}</Text>}
          {form.verb === "take-apart" &&
            bouquet?.parts.map(({ inventory_item_id: item, item_title: title, quantity }) => (
              <FormField key={item} id={`guldasta-stem-${item}`} label={itemName({ title, sku: null })}>
                <Input
                  id={`guldasta-stem-${item}`}
                  type="number"
                  min={0}
                  max={quantity}
                  value={form.returned[item] ?? ""}
                  onChange={(event) => set({ returned: { ...form.returned, [item]: event.target.value } })}
                />
              </FormField>
            ))}
          {form.verb !== "price" && isLoss && (
            <SelectField
              id="guldasta-bouquet-reason"
              label={t("reason.label")}
              value={form.reason}
              options={LOSS_REASONS.map((value) => ({
                value: String(value),
                text: t(`stock.reason.${value}`),
              }))}
              onChange={(reason) => set({ reason })}
            />
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={change.isPending} disabled={!wanted} onClick={save}>
            {t("delivery.save")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
