import { Button, toast } from "@medusajs/ui"
import { useShoppingFile } from "../hooks/use-reorder"
import { useTexts } from "../lib/texts"

/** Downloads the shopping list of a supplier, or of all, as XLSX. */
export function ShoppingFileButton({
  supplier,
  variant = "secondary",
}: {
  supplier: string | undefined
  variant?: "secondary" | "transparent"
}) {
  const { t, language, errorText } = useTexts()
  const file = useShoppingFile()
  return (
    <Button
      size="small"
      variant={variant}
      className="shrink-0"
      isLoading={file.isPending}
      onClick={() =>
        file.mutate({ supplier, language }, { onError: (error) => toast.error(errorText(error)) })
      }
    >
      {t("stock.download_xlsx")}
    </Button>
  )
}
