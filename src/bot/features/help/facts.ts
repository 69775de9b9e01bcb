import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import { CASH_PROVIDER, LOCALES, type Language } from "../../../shop"
import { isPayableInBot } from "../../kit/payable-in-bot"
import { sellingPlace } from "../../../workflows/selling-place"

type Option = {
  name: string
  data: Record<string, unknown> | null
  type: { code: string } | null
  prices: { amount: number; currency_code: string }[] | null
}

/** What /help tells, as staff have set it up now. */
export type ShopFacts = {
  /** "HH:MM"; null while the shop has no windows. */
  hours: { from: string; to: string } | null
  zones: { name: string; price: number | null }[]
  /** Ways to pay other than cash, by provider id. */
  otherWays: string[]
}

/** Reads when, where and how the shop delivers. */
export async function shopFacts(container: MedusaContainer, language: Language): Promise<ShopFacts> {
  const place = await sellingPlace(container)
  const [hours, zones, otherWays] = await Promise.all([
    openHours(container),
    deliveryZones(container, language, place.currency_code),
    waysToPay(container, place.region_id),
  ])
  return { hours, zones, otherWays }
}

async function openHours(container: MedusaContainer): Promise<ShopFacts["hours"]> {
  const delivery = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const windows = await delivery.listDeliveryWindows(
    { active: true, methods: ["delivery", "both"] },
    { take: null },
  )
  const from = windows.map(({ start }) => start).sort()[0]
  const to = windows
    .map(({ end }) => end)
    .sort()
    .at(-1)
  return from && to ? { from, to } : null
}

async function deliveryZones(
  container: MedusaContainer,
  language: Language,
  currencyCode: string,
): Promise<ShopFacts["zones"]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph(
    {
      entity: "shipping_option",
      fields: ["name", "data", "type.code", "prices.amount", "prices.currency_code"],
    },
    { locale: LOCALES[language] },
  )
  return (data as unknown as Option[])
    .filter(({ data: own, type }) => own?.method !== "pickup" && !type?.code.startsWith("pickup"))
    .map(({ name, prices }) => ({
      name,
      price: prices?.find(({ currency_code: currency }) => currency === currencyCode)?.amount ?? null,
    }))
    .sort((a, b) => Number(a.price) - Number(b.price))
}

async function waysToPay(container: MedusaContainer, regionId: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: regions } = await query.graph({
    entity: "region",
    fields: ["payment_providers.id", "payment_providers.is_enabled"],
    filters: { id: regionId },
  })
  const [region] = regions as unknown as { payment_providers: { id: string; is_enabled: boolean }[] | null }[]
  return (region?.payment_providers ?? [])
    .filter(({ id, is_enabled: isEnabled }) => isEnabled && id !== CASH_PROVIDER && isPayableInBot(id))
    .map(({ id }) => id)
}
