import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { announceAssignment } from "../bot/messages/announcements/announcer"
import { AssignmentEvents } from "../lib/events"

/** An order took a step: everyone concerned is told at once. What fails here the sweep does again. */
export default async function announceTransition({
  event,
  container,
}: SubscriberArgs<{ id: string; assignment_id: string }>) {
  await announceAssignment(container, event.data.assignment_id)
}

export const config: SubscriberConfig = { event: AssignmentEvents.TRANSITIONED }
