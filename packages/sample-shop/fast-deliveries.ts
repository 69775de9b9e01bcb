import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { createShippingOptions, translateShippingOptions } from "./delivery"

/**
 * Other prices of zones: an express delivery in one zone, and an exact time in another. `zone` is the code of the zone's
 * shipping option.
 */
const FAST_OPTIONS = [
  {
    code: "delivery-center-express",
    zone: "delivery-center",
    kind: "express",
    ru: "Центр Бухары, срочно",
    uz: "Buxoro markazi, tezkor",
    price: 50_000,
  },
  {
    code: "delivery-city-exact-time",
    zone: "delivery-city",
    kind: "exact_time",
    ru: "Остальной город, к точному времени",
    uz: "Shaharning boshqa joyi, aniq vaqtga",
    price: 45_000,
  },
]

/** Express deliveries come within 90 minutes of the order, three at a time. */
const EXPRESS_HOURS = {
  start: "09:00",
  end: "21:00",
  weekdays: ["1", "2", "3", "4", "5", "6", "7"],
  methods: "delivery" as const,
  capacity: 3,
  cut_off_minutes: 0,
  active: true,
  express_minutes: 90,
}

/** Creates the prices and the hours of express deliveries and exact times, as far as they are missing. For a new shop. */
export async function ensureFastDeliveries(container: MedusaContainer): Promise<void> {
  const known = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({}, { take: null, relations: ["type"] })
  for (const option of FAST_OPTIONS) {
    if (known.some(({ type }) => type?.code === option.code)) {
      continue
    }
    const zone = known.find(({ type }) => type?.code === option.zone)
    if (!zone) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `The shop has no delivery zone "${option.zone}".`)
    }
    const data = { kind: option.kind, zone: zone.id }
    await createShippingOptions(
      container,
      [{ ...option, data }],
      zone.shipping_profile_id,
      zone.service_zone_id,
    )
  }
  await translateShippingOptions(container, FAST_OPTIONS)
  const delivery = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const windows = await delivery.listDeliveryWindows({ express_minutes: { $ne: null } }, { take: 1 })
  if (!windows.length) {
    await delivery.createDeliveryWindows(EXPRESS_HOURS)
  }
}
