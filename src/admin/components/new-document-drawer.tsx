import { Button, Drawer, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"
import { useMay } from "../hooks/use-access"
import { useLocations, useRecordDocument, useSuppliers } from "../hooks/use-stock"
import { bodyOf, emptyForm, isComplete, type DocumentForm } from "../lib/document-form"
import { newKey } from "../lib/new-key"
import { LOSS_REASONS, NEW_DOCUMENT_KINDS, type DocumentOutcome } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { DocumentLines } from "./document-lines"
import { FormField, SelectField } from "./form-field"

const RECORD = "POST /admin/stock-documents"

type FieldsProps = { form: DocumentForm; onChange: (form: DocumentForm) => void }

/** Supplier of incoming flowers, or why flowers are written off. */
function Origin({ form, onChange }: FieldsProps) {
  const { t } = useTexts()
  const { data } = useSuppliers()
  const suppliers = data?.stock_suppliers ?? []
  if (form.kind === "incoming" && suppliers.length > 0) {
    return (
      <SelectField
        id="guldasta-document-supplier"
        label={t("stock.supplier")}
        value={form.supplier_id}
        options={suppliers.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={(supplier_id) => onChange({ ...form, supplier_id })}
      />
    )
  }
  return form.kind === "loss" ? (
    <SelectField
      id="guldasta-document-reason"
      label={t("reason.label")}
      value={form.reason}
      options={LOSS_REASONS.map((value) => ({ value: String(value), text: t(`stock.reason.${value}`) }))}
      onChange={(reason) => onChange({ ...form, reason })}
    />
  ) : null
}

function Fields({ form, onChange }: FieldsProps) {
  const { t } = useTexts()
  const { data } = useLocations()
  const locations = data?.stock_locations ?? []
  return (
    <>
      <SelectField
        id="guldasta-document-kind"
        label={t("stock.document")}
        value={form.kind}
        options={NEW_DOCUMENT_KINDS.map((value) => ({ value, text: t(`stock.kind.${value}`) }))}
        onChange={(kind) => onChange({ ...form, kind, lines: [] })}
      />
      {locations.length > 1 && (
        <SelectField
          id="guldasta-document-location"
          label={t("stock.location")}
          value={form.location_id}
          options={locations.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(location_id) => onChange({ ...form, location_id })}
        />
      )}
      <Origin form={form} onChange={onChange} />
      <DocumentLines form={form} onChange={onChange} />
      <FormField id="guldasta-document-note" label={t("stock.note")}>
        <Textarea
          id="guldasta-document-note"
          rows={2}
          maxLength={500}
          value={form.note}
          onChange={(event) => onChange({ ...form, note: event.target.value })}
        />
      </FormField>
    </>
  )
}

/** The form that records incoming flowers, a loss, a correction or a regrading. */
export function NewDocumentDrawer() {
  const { t, errorText } = useTexts()
  const mayRecord = useMay(RECORD)
  const [isOpen, setOpen] = useState(false)
  const [{ form, key }, setState] = useState({ form: emptyForm, key: newKey() })
  const change = (next: DocumentForm) => setState({ form: next, key: newKey() })
  const { data } = useLocations()
  const record = useRecordDocument()
  const location_id = form.location_id || (data?.stock_locations.at(0)?.id ?? "")
  const tell = (outcome: DocumentOutcome) => {
    if (outcome.stock_request) {
      toast.warning(t("stock.waits"))
      return
    }
    toast.success(t("stock.recorded"))
    if (outcome.short.length) {
      toast.warning(t("stock.short"))
    }
  }
  const save = () =>
    record.mutate(bodyOf({ ...form, location_id }, key), {
      onSuccess: (outcome) => {
        tell(outcome)
        setOpen(false)
      },
      onError: (error) => toast.error(errorText(error)),
    })
  const begin = (open: boolean) => {
    setOpen(open)
    change(emptyForm)
  }
  if (!mayRecord) {
    return (
      <MayButton route={RECORD} size="small">
        {t("stock.new_document")}
      </MayButton>
    )
  }
  return (
    <Drawer open={isOpen} onOpenChange={begin}>
      <Drawer.Trigger asChild>
        <Button size="small" className="shrink-0">
          {t("stock.new_document")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("stock.new_document")}</Drawer.Title>
          <Drawer.Description>{t(`stock.kind_hint.${form.kind}`)}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          <Fields form={{ ...form, location_id }} onChange={change} />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            isLoading={record.isPending}
            disabled={!location_id || !isComplete(form)}
            onClick={save}
          >
            {t("stock.record")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
