import { callApi } from "../lib/api"
import type { BouquetPage, BouquetPart, BouquetStatus } from "../lib/showcase-types"
import { PAGE_SIZE } from "./use-assignments"
import { useChange, useList } from "./use-stock"

export const useShowcase = ({ status, page }: { status: BouquetStatus | undefined; page: number }) =>
  useList<BouquetPage>("showcase", { status, limit: PAGE_SIZE, offset: page * PAGE_SIZE })

/** What staff do with a bouquet. */
export type BouquetChange =
  | { verb: "price"; body: { price: number } }
  | { verb: "take-apart"; body: { lost: Omit<BouquetPart, "item_title">[]; reason: string | null } }
  | { verb: "write-off"; body: { reason: string } }

export const useChangeBouquet = () =>
  useChange(({ id, verb, body }: BouquetChange & { id: string }) =>
    callApi(`/admin/stock-showcase/${encodeURIComponent(id)}/${verb}`, body),
  )

/** A new bouquet: its stems leave the stock. */
type NewBouquet = {
  key: string
  title: string
  title_uz: string | null
  price: number
  parts: Omit<BouquetPart, "item_title">[]
}

export const useMakeBouquet = () => useChange((body: NewBouquet) => callApi("/admin/stock-showcase", body))
