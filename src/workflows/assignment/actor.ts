import type { ActorRole } from "../../modules/workshop/order-transitions"
import type { TransitionActor } from "../../modules/workshop/types"

/** Who asks for a step of the order's way. What they may do is looked up, never taken from here. */
export type Actor =
  | { type: "staff"; telegram_id: string }
  | { type: "shopper"; telegram_id: string; customer_id: string }
  | { type: "admin"; user_id: string }
  | { type: "system" }

/** The same person, looked up. */
export type KnownActor = {
  role: ActorRole
  /** Staff members only: what florist_id and courier_id hold. */
  member_id: string | null
  /** As the transition will keep them. */
  signature: TransitionActor
}

export type AssignmentInput = {
  assignment_id: string
  actor: Actor
  /** At most 500 characters; asked for where the order's way says so. */
  reason?: string | null
}

/** Whom Medusa's records name as the one who did it: it knows only users of its own admin. */
export function medusaUser(actor: KnownActor): string | undefined {
  return actor.signature.type === "admin" ? (actor.signature.id ?? undefined) : undefined
}
