import { Text } from "@medusajs/ui"
import { useTexts } from "../lib/texts"

/** "120 of 2000" with a bar; nothing before the total is known. */
export function RunProgress({ done, total }: { done: number; total: number | null }) {
  const { t } = useTexts()
  if (!total) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-1">
      <Text size="small">{t("imports.of", { done, total })}</Text>
      <progress value={done} max={total} className="h-1 w-full" aria-label={t("imports.progress")} />
    </div>
  )
}
