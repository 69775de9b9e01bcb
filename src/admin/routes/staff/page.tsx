import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"
import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { PageFor } from "../../components/access"
import { InviteDrawer } from "../../components/invite-drawer"
import { ShopChats } from "../../components/shop-chats"
import { StaffTable } from "../../components/staff-table"
import { useStaff } from "../../hooks/use-staff"
import { useTexts } from "../../lib/texts"

/** Staff, their roles and invites, and the shop's chats. */
function Staff() {
  const { t, errorText } = useTexts()
  const { data, error, isPending } = useStaff()
  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <div className="flex items-center justify-between gap-3 px-6 py-4">
          <div>
            <Heading>{t("staff.title")}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {t("staff.hint")}
            </Text>
          </div>
          <InviteDrawer />
        </div>
        {isPending && <Skeleton className="m-6 h-40" />}
        {error && (
          <Text size="small" className="text-ui-fg-error px-6 py-4">
            {errorText(error)}
          </Text>
        )}
        {data && <StaffTable staff={data.staff} />}
      </Container>
      <ShopChats />
    </div>
  )
}

const StaffPage = () => (
  <PageFor route="GET /admin/staff">
    <Staff />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.staff",
  translationNs: "guldasta",
  icon: Users,
  rank: 2,
})

export default StaffPage
