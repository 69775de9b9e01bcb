import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { announceToMember } from "../bot/messages/announcements/sweep"
import { StaffEvents } from "../lib/events"

/** Who was let go, by whomever and wherever, sees names and addresses no longer: their cards are made anew. */
export default async function staffChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await announceToMember(container, event.data.id)
}

export const config: SubscriberConfig = { event: StaffEvents.CHANGED }
