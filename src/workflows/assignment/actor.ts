import type { ActorRole } from "../../modules/workshop/order-transitions"
import type { TransitionActor } from "../../modules/workshop/types"

/** Who requests an action. The permissions are read from the database and never from this value. */
export type Actor =
  | { type: "staff"; telegram_id: string }
  | { type: "shopper"; customer_id: string; telegram_id?: string }
  | { type: "admin"; user_id: string }
  | { type: "system" }
  /** Medusa's own order page; `user_id` is null if Medusa does not record the user. */
  | { type: "medusa"; user_id: string | null }

/** An {@link Actor} with its role and name from the database. */
export type KnownActor = {
  role: ActorRole
  /** Id of the staff member, as in `florist_id` and `courier_id`; null for other actors. */
  member_id: string | null
  /** The actor as the transition stores it. */
  signature: TransitionActor
}

export type AssignmentInput = {
  assignment_id: string
  actor: Actor
  /** At most 500 characters. Required if the action's entry in `TRANSITIONS` says so. */
  reason?: string | null
}

/** The id for fields such as `created_by` in Medusa's records. Only users of Medusa's admin have one. */
export function medusaUser(actor: KnownActor): string | undefined {
  return actor.signature.type === "admin" ? (actor.signature.id ?? undefined) : undefined
}
