import { Composer, InlineKeyboard } from "grammy"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { orderStops } from "../../../workflows/delivery/rules/route"
import { shopPlace } from "../../../workflows/shop-place"
import { slotText } from "../../messages/announcements/describe"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { routeLinks } from "../../ui/map-links"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { workshopOf } from "../../ui/workshop"
import { openRoute, openWork, openWorkList } from "./buttons"
import { memberOf } from "./member"
import { readDeliveries } from "./work-page"

/** Stops of a route. More than these nobody brings on one way. */
const MOST_STOPS = 20

/** The proposed order of a courier's stops, with one link to the whole way. */
export const route = new Composer<ShopContext>()

openRoute.on(route, async (ctx) => {
  const { t, container } = ctx
  const member = await memberOf(ctx)
  if (!member || ctx.chat?.type !== "private") {
    return ctx.answer(t.plain("errors.not_staff"), { alert: true })
  }
  expectNothing(ctx)
  const assignments = await workshopOf(container).listAssignments(
    { status: ["ready", "out_for_delivery"], method: "delivery", courier_id: member.id },
    { take: MOST_STOPS, order: { display_id: "ASC" } },
  )
  const deliveries = await readDeliveries(
    container,
    assignments.map(({ order_id }) => order_id),
  )
  const from = (await shopPlace(container)).location ?? undefined
  const stops = orderStops(
    assignments.map((assignment) => stopOf(assignment, deliveries.get(assignment.order_id))),
    from,
  )
  const places = stops.map(({ place, delivery }) => ({
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    address: delivery?.address ?? null,
  }))
  const keyboard = new InlineKeyboard()
  for (const [map, url] of routeLinks(from ? [{ ...from, address: null }, ...places] : places)) {
    keyboard.url(t.plain(`workshop.route_${map}`), url)
  }
  keyboard.row()
  addInRows(
    keyboard,
    stops.map(({ assignment }, index) => ({
      label: `${index + 1} · №${assignment.display_id}`,
      data: openWork.pack({ assignmentId: assignment.id }),
    })),
    3,
  )
  return show(ctx, {
    text: [
      t("workshop.route_title", { count: stops.length }),
      "",
      ...stops.map(({ assignment, delivery, place }, index) =>
        t(lineKey(place, delivery), {
          index: index + 1,
          number: assignment.display_id,
          slot: slotText(t, delivery),
          address: clip(delivery?.address ?? "", 120),
        }),
      ),
      "",
      t("workshop.route_hint"),
    ].join("\n"),
    keyboard: keyboard.text(t.plain("workshop.to_list"), openWorkList.pack({})),
  })
})

/** The text of a stop: only Google's link has an address without a point. */
function lineKey(place: object | undefined, delivery: DeliveryRecord | undefined) {
  if (place) {
    return "workshop.route_stop"
  }
  return delivery?.address ? "workshop.route_stop_typed" : "workshop.route_stop_unknown"
}

function stopOf(assignment: AssignmentRecord, delivery: DeliveryRecord | undefined) {
  const { latitude, longitude } = delivery ?? {}
  return {
    assignment,
    delivery,
    starts: delivery?.starts_at?.getTime(),
    place: latitude != null && longitude != null ? { latitude, longitude } : undefined,
  }
}
