import { Button, Table, toast, usePrompt } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useRemoveSupplier } from "../hooks/use-reorder"
import type { Supplier } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { DataTable } from "./data-table"
import { ShoppingFileButton } from "./shopping-file-button"

const CHANGE = "POST /admin/stock-suppliers"

type RowProps = { supplier: Supplier; onEdit: () => void }

function SupplierRow({ supplier, onEdit }: RowProps) {
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
    <Table.Row data-testid="guldasta-supplier">
      <Table.Cell className="min-w-40">{supplier.name}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{supplier.phone ?? "–"}</Table.Cell>
      <Table.Cell>{supplier.lead_days}</Table.Cell>
      <Table.Cell className="min-w-40 whitespace-pre-line">{supplier.note ?? "–"}</Table.Cell>
      <Table.Cell>
        <div className="flex justify-end gap-x-1">
          <Button size="small" variant="transparent" asChild>
            <Link to={`/stock/shopping?supplier=${encodeURIComponent(supplier.id)}`}>
              {t("stock.shopping_list")}
            </Link>
          </Button>
          <ShoppingFileButton supplier={supplier.id} variant="transparent" />
          <MayButton route={CHANGE} size="small" variant="transparent" onClick={onEdit}>
            {t("stock.edit_supplier")}
          </MayButton>
          <MayButton
            route={CHANGE}
            size="small"
            variant="transparent"
            isLoading={remove.isPending}
            onClick={() => void ask()}
          >
            {t("stock.remove_supplier")}
          </MayButton>
        </div>
      </Table.Cell>
    </Table.Row>
  )
}

/** Table of the suppliers, with the shopping list of each. */
export function SupplierTable({
  suppliers,
  onEdit,
}: {
  suppliers: Supplier[]
  onEdit: (supplier: Supplier) => void
}) {
  const { t } = useTexts()
  return (
    <DataTable
      empty={t("stock.no_suppliers")}
      heads={[t("staff.name"), t("delivery.phone"), t("stock.lead_days"), t("stock.note"), ""]}
      rows={suppliers.map((supplier) => (
        <SupplierRow key={supplier.id} supplier={supplier} onEdit={() => onEdit(supplier)} />
      ))}
    />
  )
}
