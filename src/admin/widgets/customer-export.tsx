import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Container, Text, toast } from "@medusajs/ui"
import { MayButton } from "../components/access"
import { useExportCustomers, useTelegramAccounts } from "../hooks/use-telegram-customers"
import { useTexts } from "../lib/texts"

/** Exports the customers from Telegram as CSV. Absent while there are none. */
const CustomerExport = () => {
  const { t, errorText } = useTexts()
  const { data } = useTelegramAccounts()
  const file = useExportCustomers()
  if (!data?.count) {
    return null
  }
  return (
    <Container className="flex items-center justify-between px-6 py-4" data-testid="guldasta-customer-export">
      <Text size="small">{t("customer.from_telegram", { count: data.count })}</Text>
      <MayButton
        route="GET /admin/telegram-accounts/export"
        size="small"
        variant="secondary"
        isLoading={file.isPending}
        onClick={() => file.mutate(undefined, { onError: (error) => toast.error(errorText(error)) })}
      >
        {t("customer.export")}
      </MayButton>
    </Container>
  )
}

export const config = defineWidgetConfig({
  id: "guldasta-customer-export",
  zone: "customer.list.after",
})

export default CustomerExport
