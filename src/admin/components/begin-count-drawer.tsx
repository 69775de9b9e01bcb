import { Button, Drawer, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"
import { useMay } from "../hooks/use-access"
import { useBeginCount, useCategories } from "../hooks/use-counts"
import { useLocations } from "../hooks/use-stock"
import { newKey } from "../lib/new-key"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { FormField, SelectField } from "./form-field"

const BEGIN = "POST /admin/stock-counts"

/** The select component rejects an empty value. */
const ALL = "all"

/** Begins a count of all items, or of those of a category. */
export function BeginCountDrawer({ onBegun }: { onBegun: (id: string) => void }) {
  const { t, errorText } = useTexts()
  const mayBegin = useMay(BEGIN)
  const [isOpen, setOpen] = useState(false)
  const [form, setForm] = useState({ location: "", category: ALL, note: "", key: newKey() })
  const locations = useLocations().data?.stock_locations ?? []
  const categories = useCategories().data?.product_categories ?? []
  const begin = useBeginCount()
  const location_id = form.location || (locations.at(0)?.id ?? "")
  const change = (next: Partial<typeof form>) => setForm({ ...form, ...next, key: newKey() })
  const save = () =>
    begin.mutate(
      {
        ...{ location_id, note: form.note || null, key: form.key },
        category_id: form.category === ALL ? null : form.category,
      },
      {
        onSuccess: ({ stock_count: { id } }) => {
          setOpen(false)
          onBegun(id)
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  if (!mayBegin) {
    return (
      <MayButton route={BEGIN} size="small">
        {t("counts.begin")}
      </MayButton>
    )
  }
  return (
    <Drawer
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open)
        change({ note: "" })
      }}
    >
      <Drawer.Trigger asChild>
        <Button size="small" className="shrink-0">
          {t("counts.begin")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("counts.begin")}</Drawer.Title>
          <Drawer.Description>{t("counts.begin_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {locations.length > 1 && (
            <SelectField
              id="guldasta-count-location"
              label={t("stock.location")}
              value={location_id}
              options={locations.map(({ id, name }) => ({ value: id, text: name }))}
              onChange={(location) => change({ location })}
            />
          )}
          <SelectField
            id="guldasta-count-category"
            label={t("counts.what")}
            value={form.category}
            options={[
              { value: ALL, text: t("counts.all_items") },
              ...categories.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            onChange={(category) => change({ category })}
          />
          <FormField id="guldasta-count-note" label={t("stock.note")}>
            <Textarea
              id="guldasta-count-note"
              rows={2}
              maxLength={500}
              value={form.note}
              onChange={(event) => change({ note: event.target.value })}
            />
          </FormField>
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={begin.isPending} disabled={!location_id} onClick={save}>
            {t("counts.begin")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
