import { StatusBadge, Table, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useDecideRating } from "../hooks/use-ratings"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Rating, RatingStatus } from "../lib/types"
import { MayButton } from "./access"
import { DataTable } from "./data-table"

const COLORS: Record<RatingStatus, "orange" | "green" | "grey"> = {
  pending: "orange",
  approved: "green",
  hidden: "grey",
}

/** "★★★★☆" */
export const starsText = (stars: number) => "★".repeat(stars) + "☆".repeat(5 - stars)

function Decisions({ rating }: { rating: Rating }) {
  const { t, errorText } = useTexts()
  const { mutate, isPending, variables } = useDecideRating()
  const decide = (status: "approved" | "hidden") =>
    mutate({ id: rating.id, status }, { onError: (error) => toast.error(errorText(error)) })
  return (
    <div className="flex gap-2">
      {(["approved", "hidden"] as const)
        .filter((status) => status !== rating.status)
        .map((status) => (
          <MayButton
            key={status}
            route="POST /admin/ratings/:id"
            size="small"
            variant="secondary"
            disabled={isPending}
            isLoading={isPending && variables.status === status}
            onClick={() => decide(status)}
          >
            {t(`ratings.do.${status}`)}
          </MayButton>
        ))}
    </div>
  )
}

/** Table of ratings with the buttons to approve and to hide them. */
export function RatingTable({ ratings }: { ratings: Rating[] }) {
  const { t, language } = useTexts()
  return (
    <DataTable
      empty={t("ratings.empty")}
      heads={[
        t("messages.when"),
        t("workshop.order"),
        t("ratings.stars"),
        t("ratings.words"),
        t("workshop.state"),
        "",
      ]}
      rows={ratings.map((rating) => (
        <Table.Row key={rating.id}>
          <Table.Cell className="whitespace-nowrap">{formatMoment(rating.rated_at, language)}</Table.Cell>
          <Table.Cell>
            <Link to={`/orders/${rating.order_id}`}>#{rating.display_id}</Link>
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">{starsText(rating.stars)}</Table.Cell>
          <Table.Cell className="min-w-64 max-w-md py-2">
            <Text size="small" className="whitespace-pre-line break-words">
              {rating.words ?? "–"}
            </Text>
          </Table.Cell>
          <Table.Cell>
            <StatusBadge color={COLORS[rating.status]} className="whitespace-nowrap">
              {t(`ratings.status.${rating.status}`)}
            </StatusBadge>
          </Table.Cell>
          <Table.Cell>
            <Decisions rating={rating} />
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}
