import { Input, Textarea, toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useSaveSupplier } from "../hooks/use-reorder"
import type { Supplier } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { CountField, countIn } from "./count-field"
import { FormDrawer } from "./form-drawer"
import { FormField } from "./form-field"

const MOST_DAYS = 60

type Form = { name: string; phone: string; lead_days: string; note: string }

const formOf = (supplier: Supplier | undefined): Form => ({
  name: supplier?.name ?? "",
  phone: supplier?.phone ?? "",
  lead_days: supplier ? String(supplier.lead_days) : "",
  note: supplier?.note ?? "",
})

/** @param supplier the supplier to change; undefined for a new one, null while the form is closed */
export function SupplierForm({
  supplier,
  onClose,
}: {
  supplier: Supplier | undefined | null
  onClose: () => void
}) {
  const { t, errorText } = useTexts()
  const saving = useSaveSupplier()
  const [form, setForm] = useState(formOf(undefined))
  useEffect(() => setForm(formOf(supplier ?? undefined)), [supplier])
  const set = (field: keyof Form) => (value: string) => setForm({ ...form, [field]: value })
  const leadDays = countIn(form.lead_days, 0, MOST_DAYS)
  const save = () =>
    saving.mutate(
      {
        id: supplier?.id,
        name: form.name.trim(),
        phone: form.phone.trim() || null,
        note: form.note.trim() || null,
        lead_days: leadDays ?? 0,
      },
      {
        onSuccess: () => {
          toast.success(t("stock.supplier_saved"))
          onClose()
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  return (
    <FormDrawer
      title={supplier ? supplier.name : t("stock.new_supplier")}
      hint={t("stock.suppliers_hint")}
      open={supplier !== null}
      busy={saving.isPending}
      isRight={Boolean(form.name.trim()) && leadDays !== undefined}
      onSave={save}
      onClose={onClose}
    >
      <FormField id="guldasta-supplier-name" label={t("staff.name")}>
        <Input
          id="guldasta-supplier-name"
          maxLength={100}
          value={form.name}
          onChange={(event) => set("name")(event.target.value)}
        />
      </FormField>
      <FormField id="guldasta-supplier-phone" label={t("delivery.phone")}>
        <Input
          id="guldasta-supplier-phone"
          maxLength={40}
          value={form.phone}
          onChange={(event) => set("phone")(event.target.value)}
        />
      </FormField>
      <CountField
        id="guldasta-supplier-lead"
        label={t("stock.lead_days")}
        value={form.lead_days}
        isWrong={leadDays === undefined}
        onChange={set("lead_days")}
      />
      <FormField id="guldasta-supplier-note" label={t("stock.note")}>
        <Textarea
          id="guldasta-supplier-note"
          rows={2}
          maxLength={500}
          value={form.note}
          onChange={(event) => set("note")(event.target.value)}
        />
      </FormField>
    </FormDrawer>
  )
}
