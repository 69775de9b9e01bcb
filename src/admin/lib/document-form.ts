import { minorUnitsOf } from "./format"
import type { FoundItem, NewDocumentKind } from "./stock-types"

/** A line of the form, as typed. */
export type FormLine = { item: FoundItem; quantity: string; unit_cost: string; wilts_on: string }

/** The form of a document. A regrading has two lines: the item that the pieces leave, and the one that they join. */
export type DocumentForm = {
  kind: NewDocumentKind
  location_id: string
  supplier_id: string
  reason: string
  note: string
  lines: FormLine[]
}

export const emptyForm: DocumentForm = {
  kind: "incoming",
  location_id: "",
  supplier_id: "",
  reason: "",
  note: "",
  lines: [],
}

export const lineOf = (item: FoundItem): FormLine => ({ item, quantity: "", unit_cost: "", wilts_on: "" })

/** Pieces that a person types. A correction has signs. */
function piecesOf({ quantity }: FormLine, kind: NewDocumentKind): number | undefined {
  const text = quantity.trim().replace("−", "-")
  const isNumber = (kind === "correction" ? /^[+-]?\d{1,7}$/ : /^\d{1,7}$/).test(text)
  const pieces = isNumber ? Number(text) : 0
  return pieces === 0 ? undefined : pieces
}

const isCostWrong = ({ unit_cost }: FormLine) =>
  unit_cost.trim() !== "" && minorUnitsOf(unit_cost) === undefined

/** Whether a line can be recorded. */
export const isLineRight = (line: FormLine, kind: NewDocumentKind): boolean =>
  piecesOf(line, kind) !== undefined && !isCostWrong(line)

/** Whether a form can be recorded. The server checks it in any case. */
export function isComplete({ kind, reason, lines }: DocumentForm): boolean {
  if (kind === "regrading") {
    return lines.length === 2 && isLineRight(lines[0], kind)
  }
  return (
    lines.length > 0 && lines.every((line) => isLineRight(line, kind)) && (kind !== "loss" || reason !== "")
  )
}

/** The request that records a form. */
export function bodyOf(form: DocumentForm, key: string): { path: "" | "/regrade"; body: object } {
  const { kind, location_id, lines } = form
  const note = form.note.trim() || null
  if (kind === "regrading") {
    const [from, to] = lines.map(({ item }) => item.id)
    const quantity = piecesOf(lines[0], kind)
    return { path: "/regrade", body: { key, note, from, to, location_id, quantity } }
  }
  const isIncoming = kind === "incoming"
  return {
    path: "",
    body: {
      kind,
      key,
      note,
      reason: kind === "loss" ? form.reason : null,
      supplier_id: isIncoming ? form.supplier_id || null : null,
      lines: lines.map((line) => ({
        inventory_item_id: line.item.id,
        location_id,
        quantity: piecesOf(line, kind),
        ...(isIncoming
          ? { unit_cost: minorUnitsOf(line.unit_cost) ?? null, wilts_on: line.wilts_on || null }
          : {}),
      })),
    },
  }
}
