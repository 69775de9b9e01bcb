import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { AssignmentHistory } from "../components/assignment-history"
import { AssignmentStatus } from "../components/assignment-status"
import { OPEN } from "../components/assignment-filters"
import { DeliveryDrawer } from "../components/delivery-drawer"
import { DeliveryFacts } from "../components/delivery-facts"
import { Fact } from "../components/fact"
import { IfOurs } from "../components/if-ours"
import { OrderBalance } from "../components/order-balance"
import { NextSteps } from "../components/next-steps"
import { starsText } from "../components/rating-table"
import { useOrderAssignment } from "../hooks/use-order-assignment"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Assignment, OpenChange, Rating } from "../lib/types"

function Holders({ assignment }: { assignment: Assignment }) {
  const { t, language } = useTexts()
  const { photo_due_at: due } = assignment
  if (
    !assignment.florist_name &&
    !assignment.courier_name &&
    !assignment.photo_file_id &&
    !assignment.door_photo_file_id
  ) {
    return null
  }
  return (
    <div className="px-6 py-4">
      {assignment.florist_name && <Fact name={t("workshop.florist")}>{assignment.florist_name}</Fact>}
      {assignment.courier_name && <Fact name={t("workshop.courier")}>{assignment.courier_name}</Fact>}
      {assignment.door_photo_file_id && (
        <Fact name={t("delivery.door_photo")}>{t("workshop.photo_shown")}</Fact>
      )}
      {assignment.photo_file_id && (
        <Fact name={t("workshop.photo")}>
          {due
            ? t("workshop.photo_waits", { time: formatMoment(due, language) })
            : t(assignment.photo_sent_at ? "workshop.photo_asked" : "workshop.photo_shown")}
        </Fact>
      )}
    </div>
  )
}

/** What the buyer thinks of the delivered order. */
function OrderRating({ rating: { stars, words, status } }: { rating: Rating }) {
  const { t } = useTexts()
  return (
    <div className="px-6 py-4" data-testid="guldasta-rating">
      <Fact name={t("ratings.stars")}>
        {starsText(stars)} · {t(`ratings.status.${status}`)}
      </Fact>
      {words && <Fact name={t("ratings.words")}>{words}</Fact>}
    </div>
  )
}

const isClosed = ({ status }: Assignment) => !OPEN.includes(status)

/** Whether goods are still to be made, also those of an exchange or a claim of a completed order. */
const hasOpenGoods = ({ status, fulfillment_status }: AdminOrder) =>
  status === "pending" || (status === "completed" && fulfillment_status.startsWith("partially"))

/** An order that is not with the florists: entering its delivery offers it to them. */
function NotInWorkshop({ order }: { order: AdminOrder }) {
  const { t } = useTexts()
  const isOpen = hasOpenGoods(order)
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {t(isOpen ? "workshop.unassigned_one" : "workshop.none")}
      </Text>
      {isOpen && <DeliveryDrawer orderId={order.id} isNew />}
    </div>
  )
}

/** Says that an open change stops the workshop, and where to finish it. */
function UnfinishedChange({ change }: { change: OpenChange }) {
  const { t, language } = useTexts()
  const what = [t(`workshop.change_${change.kind}`), formatMoment(change.begun_at, language), change.begun_by]
  return (
    <Text size="small" className="text-ui-fg-error px-6 py-4" data-testid="guldasta-open-change">
      {t("workshop.being_changed", { change: what.filter(Boolean).join(", ") })}
    </Text>
  )
}

function Workshop({ order }: { order: AdminOrder }) {
  const { t, errorText } = useTexts()
  const { data, error, isPending } = useOrderAssignment(order.id)
  const assignment = data?.assignment
  return (
    <Container className="divide-y p-0" data-testid="guldasta-workshop">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("workshop.title")}</Heading>
        {assignment && <AssignmentStatus status={assignment.status} />}
      </div>
      {isPending && <Skeleton className="m-6 h-24" />}
      {error && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {errorText(error)}
        </Text>
      )}
      {data && !assignment && <NotInWorkshop order={order} />}
      {assignment && data.open_change && <UnfinishedChange change={data.open_change} />}
      {assignment && <NextSteps orderId={order.id} method={assignment.method} steps={data.next_actions} />}
      {assignment && <OrderBalance orderId={order.id} balance={data.balance} paymentUrl={data.payment_url} />}
      {assignment && <Holders assignment={assignment} />}
      {data?.rating && <OrderRating rating={data.rating} />}
      {data?.delivery && <DeliveryFacts delivery={data.delivery} />}
      {data?.delivery && assignment && !isClosed(assignment) && (
        <div className="px-6 py-4">
          <DeliveryDrawer orderId={order.id} />
        </div>
      )}
      {assignment && <AssignmentHistory transitions={data.transitions} />}
    </Container>
  )
}

/** The order in the workshop: state, allowed actions, delivery and history. */
const OrderWorkshop = ({ data: order }: DetailWidgetProps<AdminOrder>) => (
  <IfOurs subject={{ order_id: order.id }} needs="GET /admin/orders/:id/assignment">
    <Workshop order={order} />
  </IfOurs>
)

// Medusa 2.21 places widgets below its own cards. Each user can move them in the layout menu of the page.
export const config = defineWidgetConfig({
  id: "guldasta-order-workshop",
  zone: "order.details.side",
})

export default OrderWorkshop
