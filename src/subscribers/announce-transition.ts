import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { announceAssignment } from "../bot/messages/announcements/announcer"
import { AssignmentEvents } from "../lib/events"

/** Enqueues the messages about a transition. If this fails, a sweep retries it. */
export default async function announceTransition({
  event,
  container,
}: SubscriberArgs<{ id: string; assignment_id: string }>) {
  await announceAssignment(container, event.data.assignment_id)
}

export const config: SubscriberConfig = { event: AssignmentEvents.TRANSITIONED }
