import { Button, Drawer, Input, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useAddSupplier, useRemoveSupplier, useSuppliers } from "../hooks/use-stock"
import type { Supplier } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { IfMay } from "./access"
import { FormField } from "./form-field"

const ADD = "POST /admin/stock-suppliers"

function SupplierRow({ supplier }: { supplier: Supplier }) {
  const { t, errorText } = useTexts()
  const prompt = usePrompt()
  const remove = useRemoveSupplier()
  const ask = async () => {
    const isSure = await prompt({
      title: t("stock.remove_supplier"),
      description: t("stock.remove_supplier_hint", { name: supplier.name }),
      confirmText: t("stock.remove_supplier"),
      cancelText: t("reason.cancel"),
    })
    if (isSure) {
      remove.mutate(supplier.id, { onError: (error) => toast.error(errorText(error)) })
    }
  }
  return (
    <div className="flex items-center justify-between gap-x-2" data-testid="guldasta-supplier">
      <Text size="small">{[supplier.name, supplier.phone].filter(Boolean).join(", ")}</Text>
      <Button size="small" variant="transparent" isLoading={remove.isPending} onClick={() => void ask()}>
        {t("stock.remove_supplier")}
      </Button>
    </div>
  )
}

/** The shop's suppliers: adds and removes them. */
export function SupplierDrawer() {
  const { t, errorText } = useTexts()
  const { data } = useSuppliers()
  const [name, setName] = useState("")
  const [phone, setPhone] = useState("")
  const add = useAddSupplier()
  const save = () =>
    add.mutate(
      { name: name.trim(), phone: phone.trim() || null },
      {
        onSuccess: () => {
          setName("")
          setPhone("")
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  return (
    <IfMay route={ADD}>
      <Drawer>
        <Drawer.Trigger asChild>
          <Button size="small" variant="secondary" className="shrink-0">
            {t("stock.suppliers")}
          </Button>
        </Drawer.Trigger>
        <Drawer.Content>
          <Drawer.Header>
            <Drawer.Title>{t("stock.suppliers")}</Drawer.Title>
            <Drawer.Description>{t("stock.suppliers_hint")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
            {data?.stock_suppliers.map((supplier) => (
              <SupplierRow key={supplier.id} supplier={supplier} />
            ))}
            <FormField id="guldasta-supplier-name" label={t("staff.name")}>
              <Input
                id="guldasta-supplier-name"
                value={name}
                maxLength={100}
                onChange={(event) => setName(event.target.value)}
              />
            </FormField>
            <FormField id="guldasta-supplier-phone" label={t("delivery.phone")}>
              <Input
                id="guldasta-supplier-phone"
                value={phone}
                maxLength={40}
                onChange={(event) => setPhone(event.target.value)}
              />
            </FormField>
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary">
                {t("staff.close")}
              </Button>
            </Drawer.Close>
            <Button size="small" disabled={!name.trim()} isLoading={add.isPending} onClick={save}>
              {t("stock.add_supplier")}
            </Button>
          </Drawer.Footer>
        </Drawer.Content>
      </Drawer>
    </IfMay>
  )
}
