import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Star } from "@medusajs/icons"
import { useState } from "react"
import { PageFor } from "../../components/access"
import { ListPage } from "../../components/list-page"
import { RatingFilters, type RatingChoice } from "../../components/rating-filters"
import { RatingTable } from "../../components/rating-table"
import { usePages } from "../../hooks/use-pages"
import { useRatings } from "../../hooks/use-ratings"
import { useTexts } from "../../lib/texts"

/** The ratings of delivered orders. Staff approve words, or hide a rating. */
function Ratings() {
  const { t } = useTexts()
  const [choice, setChoice] = useState<RatingChoice>("pending")
  const [order, setOrder] = useState("")
  const { page, setPage, first } = usePages()
  const listed = useRatings({ status: choice === "all" ? undefined : choice, order, page })
  return (
    <ListPage
      title={t("ratings.title")}
      hint={t("ratings.hint")}
      filters={
        <RatingFilters choice={choice} order={order} onChoice={first(setChoice)} onOrder={first(setOrder)} />
      }
      listed={listed}
      page={page}
      onPage={setPage}
    >
      {({ ratings }) => <RatingTable ratings={ratings} />}
    </ListPage>
  )
}

const RatingsPage = () => (
  <PageFor route="GET /admin/ratings">
    <Ratings />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.ratings",
  translationNs: "guldasta",
  icon: Star,
  rank: 6,
})

export default RatingsPage
