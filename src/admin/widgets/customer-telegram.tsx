import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Text } from "@medusajs/ui"
import { IfMay } from "../components/access"
import { MergeCustomer } from "../components/merge-customer"
import { useTelegramAccounts } from "../hooks/use-telegram-customers"
import { useTexts } from "../lib/texts"

/** Telegram account of a customer, with a merge into another customer. Absent for customers without an account. */
const CustomerTelegram = ({ data: customer }: DetailWidgetProps<AdminCustomer>) => {
  const { t } = useTexts()
  const { data } = useTelegramAccounts(customer.id)
  if (!data?.telegram_accounts.length) {
    return null
  }
  return (
    <Container className="divide-y p-0" data-testid="guldasta-customer">
      <div className="px-6 py-4">
        <Heading level="h2">{t("customer.title")}</Heading>
        {data.telegram_accounts.map(({ id, name, username, telegram_id }) => (
          <Text key={id} size="small" className="text-ui-fg-subtle">
            {[name, username && `@${username}`, telegram_id].filter(Boolean).join(", ")}
          </Text>
        ))}
      </div>
      <IfMay route="POST /admin/customers/:id/merge">
        <MergeCustomer customer={customer} />
      </IfMay>
    </Container>
  )
}

export const config = defineWidgetConfig({
  id: "guldasta-customer-telegram",
  zone: "customer.details.after",
})

export default CustomerTelegram
