import { Trash } from "@medusajs/icons"
import { IconButton, Input, Text } from "@medusajs/ui"
import { isLineRight, lineOf, type DocumentForm, type FormLine } from "../lib/document-form"
import { itemName, type FoundItem } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { FormField } from "./form-field"
import { ItemSearch } from "./item-search"

type LineProps = {
  line: FormLine
  index: number
  kind: DocumentForm["kind"]
  onChange: (line: FormLine) => void
  onRemove: () => void
}

function Line({ line, index, kind, onChange, onRemove }: LineProps) {
  const { t } = useTexts()
  const set = (field: keyof FormLine) => (event: { target: { value: string } }) =>
    onChange({ ...line, [field]: event.target.value })
  // The second line of a regrading is the item that the pieces join.
  const hasPieces = kind !== "regrading" || index === 0
  const isWrong = hasPieces && line.quantity !== "" && !isLineRight(line, kind)
  return (
    <div className="flex flex-col gap-y-2 border-b pb-3" data-testid="guldasta-line">
      <div className="flex items-center justify-between gap-x-2">
        <Text size="small" weight="plus" className="break-words">
          {kind === "regrading" && `${t(index === 0 ? "stock.from_item" : "stock.to_item")}: `}
          {itemName(line.item)}
        </Text>
        <IconButton size="small" variant="transparent" aria-label={t("stock.remove_line")} onClick={onRemove}>
          <Trash />
        </IconButton>
      </div>
      {hasPieces && (
        <div className="flex flex-wrap gap-3">
          <FormField
            id={`guldasta-line-${index}-pieces`}
            label={t("stock.pieces")}
            className="min-w-24 flex-1"
          >
            <Input
              id={`guldasta-line-${index}-pieces`}
              inputMode={kind === "correction" ? "text" : "numeric"}
              aria-invalid={isWrong}
              value={line.quantity}
              onChange={set("quantity")}
            />
          </FormField>
          {kind === "incoming" && (
            <>
              <FormField
                id={`guldasta-line-${index}-cost`}
                label={t("stock.unit_cost")}
                className="min-w-28 flex-1"
              >
                <Input
                  id={`guldasta-line-${index}-cost`}
                  inputMode="decimal"
                  value={line.unit_cost}
                  onChange={set("unit_cost")}
                />
              </FormField>
              <FormField
                id={`guldasta-line-${index}-wilts`}
                label={t("stock.fresh_until")}
                className="min-w-40 flex-1"
              >
                <Input
                  id={`guldasta-line-${index}-wilts`}
                  type="date"
                  value={line.wilts_on}
                  onChange={set("wilts_on")}
                />
              </FormField>
            </>
          )}
        </div>
      )}
      {isWrong && (
        <Text size="xsmall" className="text-ui-fg-error">
          {t(kind === "correction" ? "stock.wrong_change" : "stock.wrong_pieces")}
        </Text>
      )}
    </div>
  )
}

type DocumentLinesProps = { form: DocumentForm; onChange: (form: DocumentForm) => void }

/** The lines of a new document, and the search that adds one. */
export function DocumentLines({ form, onChange }: DocumentLinesProps) {
  const { t } = useTexts()
  const { kind, lines } = form
  const setLines = (next: FormLine[]) => onChange({ ...form, lines: next })
  const add = (item: FoundItem) => {
    if (kind !== "regrading" || lines.every((line) => line.item.id !== item.id)) {
      setLines([...lines, lineOf(item)])
    }
  }
  const isFull = kind === "regrading" && lines.length === 2
  const label = kind !== "regrading" ? "stock.add_item" : lines.length ? "stock.to_item" : "stock.from_item"
  return (
    <div className="flex flex-col gap-y-3">
      {lines.map((line, index) => (
        <Line
          key={index}
          line={line}
          index={index}
          kind={kind}
          onChange={(next) => setLines(lines.with(index, next))}
          onRemove={() => setLines(lines.filter((_, place) => place !== index))}
        />
      ))}
      {!isFull && (
        <FormField id="guldasta-document-item" label={t(label)}>
          <ItemSearch id="guldasta-document-item" onChoose={add} />
        </FormField>
      )}
    </div>
  )
}
