import { Button, Drawer, Skeleton, Table, Text, toast, usePrompt } from "@medusajs/ui"
import { useCancelCount, useCloseCount, useCount } from "../hooks/use-counts"
import { formatChange, formatMoment, formatWorth } from "../lib/format"
import type { CountedItem, WholeCount } from "../lib/count-types"
import { titleOf } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { CountEntry } from "./count-entry"
import { CountBadge } from "./count-table"
import { DataTable } from "./data-table"
import { Fact } from "./fact"
import { Refusal } from "./list-page"
import { useActorText } from "./movement-table"

function Facts({ count }: { count: WholeCount }) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  const differing = count.items.filter(({ difference }) => difference !== 0)
  const values = differing.flatMap(({ value }) => value ?? [])
  const withWorth = count.items.some(({ value }) => value !== undefined)
  return (
    <div className="px-6">
      <Fact name={t("workshop.state")}>
        <CountBadge status={count.status} />
      </Fact>
      <Fact name={t("stock.location")}>{count.location_name ?? "–"}</Fact>
      <Fact name={t("counts.what")}>{count.category_name ?? t("counts.all_items")}</Fact>
      <Fact name={t("messages.when")}>{formatMoment(count.created_at, language)}</Fact>
      <Fact name={t("stock.who")}>{actorText(count)}</Fact>
      {count.note && <Fact name={t("stock.note")}>{count.note}</Fact>}
      <Fact name={t("counts.counted")}>{count.counted}</Fact>
      <Fact name={t("counts.not_counted")}>{count.not_counted}</Fact>
      <Fact name={t("counts.differences")}>{differing.length}</Fact>
      {withWorth && differing.length > 0 && (
        <Fact name={t("stock.worth")}>
          {formatWorth(
            values.reduce((sum, value) => sum + value, 0),
            language,
          )}
        </Fact>
      )}
    </div>
  )
}

/** Who counted how many of an item. */
function Entries({ item }: { item: CountedItem }) {
  const actorText = useActorText()
  return item.entries.map((entry, index) => (
    <Text key={index} size="xsmall" className="text-ui-fg-subtle">
      {entry.adds ? "+" : ""}
      {entry.counted} · {actorText(entry)}
    </Text>
  ))
}

function Items({ items }: { items: CountedItem[] }) {
  const { t, language } = useTexts()
  const withWorth = items.some(({ value }) => value !== undefined)
  return (
    <DataTable
      empty={t("counts.nothing_counted")}
      heads={[
        t("stock.item"),
        t("counts.difference"),
        t("counts.counted"),
        t("counts.book"),
        ...(withWorth ? [t("stock.worth")] : []),
      ]}
      rows={items.map((item) => (
        <Table.Row key={item.inventory_item_id} data-testid="guldasta-counted">
          <Table.Cell className="min-w-32 py-2">
            {titleOf(item)}
            <Entries item={item} />
          </Table.Cell>
          <Table.Cell className={item.difference < 0 ? "text-ui-fg-error" : ""}>
            {item.difference === 0 ? "0" : formatChange(item.difference, language)}
          </Table.Cell>
          <Table.Cell>{item.counted}</Table.Cell>
          <Table.Cell>{item.book}</Table.Cell>
          {withWorth && (
            <Table.Cell className="whitespace-nowrap">{formatWorth(item.value, language)}</Table.Cell>
          )}
        </Table.Row>
      ))}
    />
  )
}

/** The buttons that end a count. */
function Ends({ count, onEnded }: { count: WholeCount; onEnded: () => void }) {
  const { t, errorText } = useTexts()
  const prompt = usePrompt()
  const close = useCloseCount()
  const cancel = useCancelCount()
  const onError = (error: unknown) => toast.error(errorText(error))
  const end = async (verb: "close" | "cancel") => {
    const isSure = await prompt({
      title: t(`counts.${verb}`),
      description: t(`counts.${verb}_hint`, { count: count.not_counted }),
      confirmText: t(`counts.${verb}`),
      cancelText: t("reason.cancel"),
      variant: verb === "close" ? "confirmation" : "danger",
    })
    if (!isSure) {
      return
    }
    if (verb === "cancel") {
      cancel.mutate(count.id, { onSuccess: onEnded, onError })
      return
    }
    close.mutate(count.id, {
      onSuccess: ({ stock_request: request }) => {
        if (request) {
          toast.warning(t("stock.waits"))
        } else {
          toast.success(t("counts.closed"))
        }
        onEnded()
      },
      onError,
    })
  }
  return (
    <>
      <MayButton
        route="POST /admin/stock-counts/:id/cancel"
        size="small"
        variant="danger"
        isLoading={cancel.isPending}
        onClick={() => void end("cancel")}
      >
        {t("counts.cancel")}
      </MayButton>
      <MayButton
        route="POST /admin/stock-counts/:id/close"
        size="small"
        isLoading={close.isPending}
        disabled={!count.items.length}
        onClick={() => void end("close")}
      >
        {t("counts.close")}
      </MayButton>
    </>
  )
}

/** A count: what is counted and what differs, a form to count an item, and the buttons that end it. */
export function CountDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTexts()
  const { data, error } = useCount(id)
  const count = data?.stock_count
  const isOpen = count?.status === "open"
  return (
    <Drawer open={id !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("counts.count")}</Drawer.Title>
          <Drawer.Description>{isOpen ? t("counts.count_hint") : ""}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto px-0">
          {error && <Refusal error={error} />}
          {!count && !error && <Skeleton className="mx-6 h-40" />}
          {count && isOpen && <CountEntry id={count.id} items={count.items} />}
          {count && <Facts count={count} />}
          {count && <Items items={count.items} />}
        </Drawer.Body>
        <Drawer.Footer className="flex-wrap">
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          {count && isOpen && <Ends count={count} onEnded={onClose} />}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
