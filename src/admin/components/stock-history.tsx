import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useState } from "react"
import { useItemHistory } from "../hooks/use-stock"
import { formatDay } from "../lib/format"
import type { ItemDay } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { Refusal } from "./list-page"

/** Days that the chart can show. */
const PERIODS = [30, 90, 365]

/** Heights of the two parts of the chart, and the width of a day, in units of its picture. */
const STOCK_HEIGHT = 70
const FLOW_HEIGHT = 40
const GAP = 6
const DAY_WIDTH = 10

/** What a day's bars show. Colours are variables of Medusa UI, in light and dark mode. */
const FLOWS = [
  { key: "received", color: "var(--tag-green-icon)" },
  { key: "sold", color: "var(--tag-blue-icon)" },
  { key: "lost", color: "var(--tag-red-icon)" },
] as const

const most = (numbers: number[]) => Math.max(1, ...numbers)

function Chart({ days }: { days: ItemDay[] }) {
  const { t, language } = useTexts()
  const mostStock = most(days.map(({ stock }) => stock))
  const mostFlow = most(days.flatMap(({ received, sold, lost }) => [received, sold, lost]))
  const bottom = STOCK_HEIGHT + GAP + FLOW_HEIGHT
  return (
    <svg
      viewBox={`0 0 ${days.length * DAY_WIDTH} ${bottom}`}
      preserveAspectRatio="none"
      className="h-40 w-full"
      role="img"
      aria-label={t("stock.history")}
      data-testid="guldasta-history-chart"
    >
      {days.map(({ day, stock, ...flows }, index) => {
        const left = index * DAY_WIDTH
        const height = (Math.max(0, stock) / mostStock) * STOCK_HEIGHT
        return (
          <g key={day}>
            <title>
              {[
                formatDay(day, language),
                `${t("stock.stocked")}: ${stock}`,
                ...FLOWS.map(({ key }) => `${t(`stock.flow.${key}`)}: ${flows[key]}`),
              ].join("\n")}
            </title>
            <rect x={left} y={0} width={DAY_WIDTH} height={bottom} fill="transparent" />
            <rect
              x={left + 1}
              y={STOCK_HEIGHT - height}
              width={DAY_WIDTH - 2}
              height={height}
              fill="var(--tag-neutral-icon)"
            />
            {FLOWS.map(({ key, color }, place) => {
              const flow = (Math.max(0, flows[key]) / mostFlow) * FLOW_HEIGHT
              return (
                <rect
                  key={key}
                  x={left + 1 + place * 2.7}
                  y={bottom - flow}
                  width={2.6}
                  height={flow}
                  fill={color}
                />
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

/** The colours of the bars with their sums. */
function Legend({ days }: { days: ItemDay[] }) {
  const { t } = useTexts()
  const sum = (key: (typeof FLOWS)[number]["key"]) =>
    Math.round(days.reduce((total, day) => total + day[key], 0) * 1000) / 1000
  const parts = [
    {
      key: "stock",
      color: "var(--tag-neutral-icon)",
      label: `${t("stock.stocked")}: ${days.at(-1)?.stock ?? 0}`,
    },
    ...FLOWS.map(({ key, color }) => ({ key, color, label: `${t(`stock.flow.${key}`)}: ${sum(key)}` })),
  ]
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      {parts.map(({ key, color, label }) => (
        <Text key={key} size="small" className="flex items-center gap-x-2">
          <span className="size-3 rounded-sm" style={{ backgroundColor: color }} />
          {label}
        </Text>
      ))}
    </div>
  )
}

/** The stock of an item at the end of each day, and what came, was sold and was lost, as a chart. */
export function StockHistory({ id }: { id: string }) {
  const { t, language } = useTexts()
  const [period, setPeriod] = useState(PERIODS[0])
  const { data, error } = useItemHistory(id, period)
  const days = data?.days
  return (
    <Container className="divide-y p-0" data-testid="guldasta-history">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level="h2">{t("stock.history")}</Heading>
        <div className="flex gap-x-1" role="group" aria-label={t("stock.period")}>
          {PERIODS.map((days) => (
            <Button
              key={days}
              size="small"
              variant={days === period ? "secondary" : "transparent"}
              aria-pressed={days === period}
              onClick={() => setPeriod(days)}
            >
              {t("stock.period_days", { days })}
            </Button>
          ))}
        </div>
      </div>
      {error && <Refusal error={error} />}
      {!days && !error && <Skeleton className="m-6 h-40" />}
      {days && (
        <div className="flex flex-col gap-y-2 px-6 py-4">
          <Chart days={days} />
          <div className="flex justify-between">
            {[days.at(0), days.at(-1)].map((one) => (
              <Text key={one?.day} size="xsmall" className="text-ui-fg-subtle">
                {one ? formatDay(one.day, language) : ""}
              </Text>
            ))}
          </div>
          <Legend days={days} />
        </div>
      )}
    </Container>
  )
}
