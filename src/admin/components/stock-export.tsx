import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { callWithFile, save } from "../lib/api"
import { useTexts } from "../lib/texts"

const FORMATS = ["csv", "xlsx"] as const

/** Buttons that save the stock of all items as a file. */
export function StockExport() {
  const { t, errorText } = useTexts()
  const [busy, setBusy] = useState<(typeof FORMATS)[number]>()
  const download = async (format: (typeof FORMATS)[number]) => {
    setBusy(format)
    try {
      await save(await callWithFile(`/admin/stock-export?format=${format}`), `stock.${format}`)
    } catch (error) {
      toast.error(errorText(error))
    } finally {
      setBusy(undefined)
    }
  }
  return FORMATS.map((format) => (
    <Button
      key={format}
      size="small"
      variant="secondary"
      className="shrink-0"
      isLoading={busy === format}
      disabled={busy !== undefined}
      onClick={() => void download(format)}
    >
      {t("counts.export", { format: format.toUpperCase() })}
    </Button>
  ))
}
