import { Badge } from "@medusajs/ui"
import { formatSlot, mapLink } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Delivery } from "../lib/types"
import { Fact } from "./fact"

const LINK = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover"

/** Recipient, address, time and card text of a delivery. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const { t, language } = useTexts()
  const map = mapLink(delivery)
  return (
    <div className="px-6 py-4">
      <Fact name={t("delivery.when")}>
        {delivery.starts_at && delivery.ends_at
          ? formatSlot(delivery.starts_at, delivery.ends_at, language)
          : "–"}{" "}
        {(delivery.express || delivery.exact_time) && (
          <Badge size="2xsmall" color="orange">
            {t(delivery.express ? "delivery.express" : "delivery.exact_time")}
          </Badge>
        )}
      </Fact>
      <Fact name={t("delivery.how")}>{delivery.method ? t(`method.${delivery.method}`) : "–"}</Fact>
      <Fact name={t("delivery.recipient")}>
        {delivery.recipient_name ?? "–"}{" "}
        {delivery.for_someone_else && (
          <Badge size="2xsmall" color="grey">
            {t("delivery.gift")}
          </Badge>
        )}
      </Fact>
      {delivery.recipient_phone && (
        <Fact name={t("delivery.phone")}>
          <a className={LINK} href={`tel:${delivery.recipient_phone}`}>
            {delivery.recipient_phone}
          </a>
        </Fact>
      )}
      {delivery.for_someone_else && delivery.giver_phone && (
        <Fact name={t("delivery.giver_phone")}>
          <a className={LINK} href={`tel:${delivery.giver_phone}`}>
            {delivery.giver_phone}
          </a>
        </Fact>
      )}
      {delivery.method === "delivery" && (
        <Fact name={t("delivery.address")}>
          {delivery.address_unknown ? t("delivery.address_unknown") : delivery.address}
          {map && (
            <a className={`${LINK} block`} href={map} target="_blank" rel="noreferrer">
              {t("delivery.map")}
            </a>
          )}
        </Fact>
      )}
      {delivery.surprise && (
        <Fact name={t("delivery.call")}>
          <Badge size="2xsmall" color="orange">
            {t("delivery.surprise")}
          </Badge>
        </Fact>
      )}
      {delivery.door_photo && <Fact name={t("delivery.door_photo")}>{t("delivery.door_photo_wanted")}</Fact>}
      {delivery.card_text && <Fact name={t("delivery.card")}>“{delivery.card_text}”</Fact>}
      {delivery.anonymous && (
        <Fact name={t("delivery.sender")}>
          <Badge size="2xsmall" color="orange">
            {t("delivery.anonymous")}
          </Badge>
        </Fact>
      )}
      {delivery.comment && <Fact name={t("delivery.comment")}>{delivery.comment}</Fact>}
      {(delivery.call_first || delivery.no_shows > 0) && (
        <Fact name={t("delivery.attention")}>
          {[
            delivery.call_first && t("delivery.call_first"),
            delivery.no_shows > 0 && t("delivery.no_shows", { count: delivery.no_shows }),
          ]
            .filter(Boolean)
            .join(" ")}
        </Fact>
      )}
    </div>
  )
}
