import { InlineKeyboard } from "grammy"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { sellingPlace } from "../../../workflows/selling-place"
import { openCounts as readOpenCounts } from "../../../workflows/stock-count/count-of"
import { namePlaces } from "../../../workflows/stock/names"
import { catalogOf } from "../../catalog/cache"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openStock } from "../stock/buttons"
import { beginCounting, openCounts, openPlace, tagOf } from "./buttons"
import { showCount } from "./screens"

const NAME_LENGTH = 40
const MOST_CATEGORIES = 20

/** Shows the count of the shop's location, or lets choose one of several locations. */
export async function showPlaces(
  ctx: ShopContext,
  member: StaffMemberRecord,
  notice?: string,
): Promise<void> {
  const { t, container } = ctx
  const { location_ids: ids } = await sellingPlace(container)
  if (ids.length <= 1) {
    return showPlace(ctx, ids.at(0), member, notice)
  }
  expectNothing(ctx)
  const nameOf = await namesOf(ctx, ids)
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    ids.map((id) => ({ label: nameOf(id), data: openPlace.pack({ place: tagOf(id) }) })),
    2,
  )
  await show(ctx, {
    text: [notice, t("counts.where")].filter(Boolean).join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), openStock.pack({})),
  })
}

/** Shows the count of a location that has not ended, or asks what to count. */
export async function showPlace(
  ctx: ShopContext,
  locationId: string | undefined,
  member: StaffMemberRecord,
  notice?: string,
): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const counts = await readOpenCounts(container)
  const open = counts.find(({ location_id }) => location_id === locationId)
  if (open) {
    return showCount(ctx, open.id, member, notice)
  }
  const { location_ids: ids } = await sellingPlace(container)
  const keyboard = new InlineKeyboard()
  if (locationId) {
    const place = tagOf(locationId)
    const { roots } = await catalogOf(container)
    keyboard.text(t.plain("counts.all"), beginCounting.pack({ place, categoryId: "all" })).row()
    addInRows(
      keyboard,
      roots.slice(0, MOST_CATEGORIES).map(({ id, name }) => ({
        label: clip(name[t.language], NAME_LENGTH),
        data: beginCounting.pack({ place, categoryId: id }),
      })),
      2,
    )
  }
  const nameOf = await namesOf(ctx, locationId ? [locationId] : [])
  const back = ids.length > 1 ? openCounts.pack({}) : openStock.pack({})
  await show(ctx, {
    text: [
      notice,
      locationId ? t("counts.what", { place: nameOf(locationId) }) : t("errors.location_not_found"),
    ]
      .filter(Boolean)
      .join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), back),
  })
}

async function namesOf({ container }: ShopContext, ids: string[]): Promise<(id: string) => string> {
  const placeOf = await namePlaces(
    container,
    ids.map((location_id) => ({ location_id })),
  )
  return (location_id) => clip(placeOf({ location_id }).location_name ?? "", NAME_LENGTH)
}
