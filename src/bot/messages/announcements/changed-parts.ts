import type { TransitionRecord } from "../../../modules/workshop/types"
import type { TextKey, Translate } from "../../ui/texts"

const PART_OF: Partial<Record<string, TextKey>> = {
  date: "notices.part_slot",
  window_id: "notices.part_slot",
  starts_at: "notices.part_slot",
  ends_at: "notices.part_slot",
  express: "notices.part_slot",
  exact_time: "notices.part_slot",
  recipient_name: "notices.part_recipient",
  recipient_phone: "notices.part_recipient",
  address: "notices.part_address",
  latitude: "notices.part_address",
  longitude: "notices.part_address",
  card_text: "notices.part_card",
  comment: "notices.part_comment",
}

/** What a transition changed in the delivery, in words: "адрес, время". */
export function changedParts(t: Translate, { metadata }: TransitionRecord): string {
  const fields: unknown[] = Array.isArray(metadata?.fields) ? metadata.fields : []
  const parts = new Set(fields.flatMap((field) => PART_OF[String(field)] ?? []))
  return [...parts].map((part) => t.plain(part)).join(", ") || t.plain("notices.part_delivery")
}
