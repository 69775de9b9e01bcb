import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useSearchParams } from "react-router-dom"
import { PageFor } from "../../components/access"
import { DaySums } from "../../components/day-sums"
import { ListPage } from "../../components/list-page"
import { UnmatchedPayments } from "../../components/unmatched-payments"
import { PaymentDrawer } from "../../components/payment-drawer"
import { PaymentFilters } from "../../components/payment-filters"
import { PaymentTable } from "../../components/payment-table"
import { RegistryComparison } from "../../components/registry-comparison"
import { usePages } from "../../hooks/use-pages"
import { useExportPayments, usePayments, type PaymentFilters as Filters } from "../../hooks/use-payments"
import { useTexts } from "../../lib/texts"

/** Payments at the gateways. Mismatches come first, each with the steps that resolve it. */
function Payments() {
  const { t, errorText } = useTexts()
  const [search] = useSearchParams()
  const order = search.get("order") ?? ""
  const [filters, setFilters] = useState<Filters>({ provider: "", state: "", from: "", to: "", order })
  const [open, setOpen] = useState<string>()
  const { page, setPage, first } = usePages()
  const listed = usePayments({ ...filters, page })
  const download = useExportPayments()
  return (
    <div className="flex flex-col gap-y-3">
      <UnmatchedPayments />
      <ListPage
        title={t("payments.title")}
        hint={
          listed.data?.mismatched
            ? t("payments.mismatched_count", { count: listed.data.mismatched })
            : t("payments.hint")
        }
        actions={
          listed.data && (
            <Button
              size="small"
              variant="secondary"
              isLoading={download.isPending}
              onClick={() => download.mutate(filters, { onError: (error) => toast.error(errorText(error)) })}
            >
              {t("payments.download")}
            </Button>
          )
        }
        filters={!listed.error && <PaymentFilters filters={filters} onChange={first(setFilters)} />}
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ gateway_transactions: transactions }) => (
          <PaymentTable transactions={transactions} onOpen={setOpen} />
        )}
      </ListPage>
      {listed.data && <RegistryComparison from={filters.from} to={filters.to} />}
      <DaySums />
      <PaymentDrawer id={open} onClose={() => setOpen(undefined)} />
    </div>
  )
}

const PaymentsPage = () => (
  <PageFor route="GET /admin/gateway-transactions">
    <Payments />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.payments",
  translationNs: "guldasta",
  icon: CreditCard,
  rank: 4,
})

export default PaymentsPage
