import { toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useSetReorder } from "../hooks/use-reorder"
import { useSuppliers } from "../hooks/use-stock"
import { NO_SUPPLIER, type Reorder } from "../lib/reorder-types"
import { useTexts } from "../lib/texts"
import { CountField, countIn } from "./count-field"
import { FormDrawer } from "./form-drawer"
import { SelectField } from "./form-field"

const MOST_PIECES = 1_000_000
const MOST_DAYS = 60

const textOf = (count: number | null) => (count === null ? "" : String(count))

const formOf = ({ level, quantity, supplier_id, own_lead_days }: Reorder) => ({
  level: textOf(level),
  quantity: textOf(quantity),
  supplier: supplier_id ?? NO_SUPPLIER,
  lead_days: textOf(own_lead_days),
})

type ReorderFormProps = { reorder: Reorder; open: boolean; onClose: () => void }

/** The form with level, quantity, supplier and lead time of an item. */
export function ReorderForm({ reorder, open, onClose }: ReorderFormProps) {
  const { t, errorText } = useTexts()
  const setting = useSetReorder(reorder.inventory_item_id)
  const { data } = useSuppliers()
  const [form, setForm] = useState(formOf(reorder))
  // Each opening begins with what is stored.
  useEffect(() => setForm(formOf(reorder)), [open])
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value })
  const level = countIn(form.level, 0, MOST_PIECES)
  const quantity = countIn(form.quantity, 1, MOST_PIECES)
  const leadDays = countIn(form.lead_days, 0, MOST_DAYS)
  const save = () =>
    setting.mutate(
      {
        level: level ?? null,
        quantity: quantity ?? null,
        supplier_id: form.supplier === NO_SUPPLIER ? null : form.supplier,
        lead_days: leadDays ?? null,
      },
      {
        onSuccess: () => {
          toast.success(t("stock.reorder_saved"))
          onClose()
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  return (
    <FormDrawer
      title={t("stock.reorder")}
      hint={t("stock.reorder_hint")}
      open={open}
      busy={setting.isPending}
      isRight={[level, quantity, leadDays].every((count) => count !== undefined)}
      onSave={save}
      onClose={onClose}
    >
      <CountField
        id="guldasta-reorder-level"
        label={t("stock.level")}
        value={form.level}
        isWrong={level === undefined}
        onChange={set("level")}
      />
      <CountField
        id="guldasta-reorder-quantity"
        label={t("stock.reorder_quantity")}
        value={form.quantity}
        isWrong={quantity === undefined}
        onChange={set("quantity")}
      />
      <SelectField
        id="guldasta-reorder-supplier"
        label={t("stock.supplier")}
        value={form.supplier}
        options={[
          { value: NO_SUPPLIER, text: t("stock.no_supplier") },
          ...(data?.stock_suppliers ?? []).map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChange={set("supplier")}
      />
      <CountField
        id="guldasta-reorder-lead"
        label={t("stock.lead_days")}
        hint={t("stock.lead_days_of_supplier")}
        value={form.lead_days}
        isWrong={leadDays === undefined}
        onChange={set("lead_days")}
      />
    </FormDrawer>
  )
}
