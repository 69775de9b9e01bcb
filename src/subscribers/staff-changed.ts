import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { announceToMember } from "../bot/messages/announcements/sweep"
import { StaffEvents } from "../lib/events"

/**
 * Updates the order cards of a changed staff member. A dismissed person's cards no longer show names and
 * addresses.
 */
export default async function staffChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await announceToMember(container, event.data.id)
}

export const config: SubscriberConfig = { event: StaffEvents.CHANGED }
