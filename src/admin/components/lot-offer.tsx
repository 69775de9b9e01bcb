import { Button, toast, usePrompt } from "@medusajs/ui"
import { useEndOffer, useOpenOffers, useStartOffer } from "../hooks/use-stock"
import type { Lot } from "../lib/stock-types"
import { useTexts } from "../lib/texts"

/** Lowers the prices of the products that use a lot that wilts, or ends this. For users who may do it. */
export function LotOffer({ lot }: { lot: Lot }) {
  const { t, errorText } = useTexts()
  const prompt = usePrompt()
  const { data } = useOpenOffers()
  const start = useStartOffer()
  const end = useEndOffer()
  if (!data || lot.quantity_left === 0 || !lot.wilts_on) {
    return null
  }
  const offer = data.stock_offers.find(({ lot_id }) => lot_id === lot.id)
  const told = (key: string) => ({
    onSuccess: () => {
      toast.success(t(key))
    },
    onError: (error: Error) => {
      toast.error(errorText(error))
    },
  })
  const ask = async () => {
    const isSure = await prompt({
      title: t("stock.offer_start"),
      description: t("stock.offer_hint"),
      confirmText: t("stock.offer_start"),
      cancelText: t("reason.cancel"),
      variant: "confirmation",
    })
    if (isSure) {
      start.mutate(lot.id, told("stock.offer_started"))
    }
  }
  return offer ? (
    <Button
      size="small"
      variant="secondary"
      className="whitespace-nowrap"
      isLoading={end.isPending}
      onClick={() => end.mutate(offer.id, told("stock.offer_ended"))}
    >
      {t("stock.offer_end", { percent: offer.percent })}
    </Button>
  ) : (
    <Button
      size="small"
      variant="secondary"
      className="whitespace-nowrap"
      isLoading={start.isPending}
      onClick={() => void ask()}
    >
      {t("stock.offer_start")}
    </Button>
  )
}
