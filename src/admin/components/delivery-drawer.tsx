import { Button, Checkbox, Drawer, Input, Label, Select, Skeleton, Textarea, toast } from "@medusajs/ui"
import { useEffect, useState, type ReactNode } from "react"
import { useChangeDelivery, useOrderDelivery } from "../hooks/use-order-delivery"
import { useMay } from "../hooks/use-access"
import { formatSlot } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { DeliveryForm, OrderDelivery } from "../lib/types"
import { MayButton } from "./access"
import { Refusal } from "./list-page"

const CHANGE = "POST /admin/orders/:id/delivery"

const formOf = ({ delivery }: OrderDelivery): DeliveryForm => ({
  method: delivery.method ?? "",
  shipping_option_id: delivery.shipping_option_id ?? "",
  recipient_name: delivery.recipient_name ?? "",
  recipient_phone: delivery.recipient_phone ?? "",
  address: delivery.address ?? "",
  slot_id: delivery.slot_id ?? "",
  card_text: delivery.card_text ?? "",
  comment: delivery.comment ?? "",
  anonymous: delivery.anonymous,
})

/** Only what the user changed, so that two people who change different fields do not undo each other. */
const changesOf = (before: DeliveryForm, form: DeliveryForm): Partial<DeliveryForm> =>
  Object.fromEntries(
    Object.entries(form).filter(([field, value]) => value !== before[field as keyof DeliveryForm]),
  )

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  )
}

/** Everything that is filled in: an order that is not in the workshop has no delivery yet. */
const filled = (form: DeliveryForm): Partial<DeliveryForm> =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ""))

/** The form that changes the delivery of a placed order, or enters it for an order that has none. */
export function DeliveryDrawer({ orderId, isNew = false }: { orderId: string; isNew?: boolean }) {
  const { t, errorText } = useTexts()
  const title = t(isNew ? "delivery.enter" : "delivery.change")
  const mayChange = useMay(CHANGE)
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useOrderDelivery(orderId, isOpen)
  const [form, setForm] = useState<DeliveryForm>()
  useEffect(() => {
    if (!isOpen) {
      setForm(undefined)
    } else if (data) {
      setForm((current) => current ?? formOf(data))
    }
  }, [isOpen, data])
  const change = useChangeDelivery(orderId)
  const save = () =>
    form &&
    data &&
    change.mutate(data.is_in_workshop ? changesOf(formOf(data), form) : filled(form), {
      onSuccess: () => {
        toast.success(t("delivery.saved"))
        setOpen(false)
      },
      onError: (refusal) => toast.error(errorText(refusal)),
    })
  if (!mayChange) {
    return (
      <MayButton route={CHANGE} size="small" variant="secondary">
        {title}
      </MayButton>
    )
  }
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant={isNew ? "primary" : "secondary"}>
          {title}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.Description>{t(isNew ? "delivery.enter_hint" : "delivery.change_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {error && <Refusal error={error} />}
          {!error && !(data && form) && <Skeleton className="h-40" />}
          {data && form && <Fields data={data} form={form} onChange={setForm} />}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={change.isPending} disabled={!data?.can_change} onClick={save}>
            {t("delivery.save")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

type FieldsProps = { data: OrderDelivery; form: DeliveryForm; onChange: (form: DeliveryForm) => void }

function Fields({ data, form, onChange }: FieldsProps) {
  const { t } = useTexts()
  const set = (field: keyof DeliveryForm) => (event: { target: { value: string } }) =>
    onChange({ ...form, [field]: event.target.value })
  return (
    <>
      {!data.is_in_workshop && <OptionField data={data} form={form} onChange={onChange} />}
      <Field id="guldasta-recipient" label={t("delivery.recipient")}>
        <Input
          id="guldasta-recipient"
          value={form.recipient_name}
          maxLength={100}
          onChange={set("recipient_name")}
        />
      </Field>
      <Field id="guldasta-phone" label={t("delivery.phone")}>
        <Input
          id="guldasta-phone"
          value={form.recipient_phone}
          maxLength={40}
          onChange={set("recipient_phone")}
        />
      </Field>
      {form.method === "delivery" && (
        <Field id="guldasta-address" label={t("delivery.address")}>
          <Textarea
            id="guldasta-address"
            rows={2}
            value={form.address}
            maxLength={300}
            onChange={set("address")}
          />
        </Field>
      )}
      <SlotField data={data} form={form} onChange={(slot_id) => onChange({ ...form, slot_id })} />
      <Field id="guldasta-card" label={t("delivery.card")}>
        <Textarea
          id="guldasta-card"
          rows={2}
          value={form.card_text}
          maxLength={500}
          onChange={set("card_text")}
        />
      </Field>
      <Field id="guldasta-comment" label={t("delivery.comment")}>
        <Textarea
          id="guldasta-comment"
          rows={2}
          value={form.comment}
          maxLength={500}
          onChange={set("comment")}
        />
      </Field>
      <div className="flex items-center gap-x-2">
        <Checkbox
          id="guldasta-anonymous"
          checked={form.anonymous}
          onCheckedChange={(checked) => onChange({ ...form, anonymous: checked === true })}
        />
        <Label htmlFor="guldasta-anonymous">{t("delivery.anonymous")}</Label>
      </div>
    </>
  )
}

/** The shipping option, which decides whether the order is delivered or picked up. */
function OptionField({ data, form, onChange }: FieldsProps) {
  const { t } = useTexts()
  const choose = (id: string) => {
    const method = data.shipping_options.find((option) => option.id === id)?.method ?? ""
    onChange({ ...form, shipping_option_id: id, method, slot_id: method === form.method ? form.slot_id : "" })
  }
  return (
    <Field id="guldasta-option" label={t("delivery.how")}>
      <Select value={form.shipping_option_id} onValueChange={choose}>
        <Select.Trigger id="guldasta-option">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {data.shipping_options.map(({ id, name }) => (
            <Select.Item key={id} value={id}>
              {name}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </Field>
  )
}

/** The slots with a free place, and the present slot. */
function SlotField({
  data,
  form,
  onChange,
}: {
  data: OrderDelivery
  form: DeliveryForm
  onChange: (slotId: string) => void
}) {
  const { t, language } = useTexts()
  const { slot_id: current, starts_at: start, ends_at: end } = data.delivery
  const others = data.slots.filter(({ id, method }) => id !== current && method === form.method)
  return (
    <Field id="guldasta-slot" label={t("delivery.slot")}>
      <Select value={form.slot_id} onValueChange={onChange}>
        <Select.Trigger id="guldasta-slot">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {current && start && end && (
            <Select.Item value={current}>
              {t("delivery.current_slot", { slot: formatSlot(start, end, language) })}
            </Select.Item>
          )}
          {others.map(({ id, starts_at, ends_at }) => (
            <Select.Item key={id} value={id}>
              {formatSlot(starts_at, ends_at, language)}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </Field>
  )
}
