import type { OpenChange } from "../../../medusa-sql/order-changes"
import { clip } from "../../ui/clip"
import type { Translate } from "../../ui/texts"
import { momentInFull } from "../../ui/when"

const NAME_LENGTH = 40

/** The open change, its beginning and who began it, such as "правка заказа, 25 ноября, 13:00, Азиза". No HTML. */
export const openChangeText = (t: Translate, { kind, begun_at, begun_by }: OpenChange): string =>
  [
    t.plain(`workshop.change_${kind}`),
    momentInFull(t, begun_at),
    ...(begun_by ? [clip(begun_by, NAME_LENGTH)] : []),
  ].join(", ")
