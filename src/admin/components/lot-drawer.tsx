import { Drawer, Label, Skeleton, Switch } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useLots } from "../hooks/use-stock"
import { itemName, type StockItem } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { Refusal } from "./list-page"
import { LotList } from "./lot-list"
import { Pages } from "./pages"

/** The lots of an item: those with flowers left, or all. */
export function LotDrawer({ item, onClose }: { item: StockItem | undefined; onClose: () => void }) {
  const { t } = useTexts()
  const [all, setAll] = useState(false)
  const [page, setPage] = useState(0)
  const id = item?.inventory_item_id
  useEffect(() => setPage(0), [id, all])
  const { data, error } = useLots({ item: id, all, page })
  return (
    <Drawer open={item !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{item && itemName(item)}</Drawer.Title>
          <Drawer.Description>{t("stock.lots_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto px-0">
          <div className="flex items-center gap-x-2 px-6">
            <Switch id="guldasta-all-lots" size="small" checked={all} onCheckedChange={setAll} />
            <Label size="small" htmlFor="guldasta-all-lots">
              {t("stock.all_lots")}
            </Label>
          </div>
          {error && <Refusal error={error} />}
          {!data && !error && <Skeleton className="mx-6 h-40" />}
          {data && <LotList lots={data.stock_lots} />}
          {data && (page > 0 || data.has_more) && <Pages page={page} length={data} onPage={setPage} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
