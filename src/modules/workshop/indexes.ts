const OPEN = `status in ('awaiting_payment', 'offered', 'accepted', 'ready', 'out_for_delivery') and deleted_at is null`

/** Indexes of the workshop for a shop with years of closed orders (see src/lib/indexes.ts). */
export const WORKSHOP_INDEXES = [
  { name: "IDX_workshop_assignment_open", on: `workshop_assignment (id) where ${OPEN}` },
  {
    name: "IDX_workshop_assignment_created_at",
    on: `workshop_assignment (created_at) where deleted_at is null`,
  },
  {
    name: "IDX_workshop_assignment_status_created_at",
    on: `workshop_assignment (status, created_at) where deleted_at is null`,
  },
  {
    name: "IDX_workshop_assignment_display_id",
    on: `workshop_assignment (display_id) where deleted_at is null`,
  },
  {
    name: "IDX_workshop_assignment_closed",
    on: `workshop_assignment (closed_at, status) where closed_at is not null and deleted_at is null`,
  },
  {
    name: "IDX_workshop_assignment_accepted_at",
    on: `workshop_assignment (accepted_at) include (offered_at) where accepted_at is not null and deleted_at is null`,
  },
]

/** Indexes of the hand-overs that can be undone, and of the cash that couriers have. */
export const HAND_OVER_INDEXES = [
  {
    name: "IDX_workshop_assignment_confirmed_at",
    on: `workshop_assignment (confirmed_at) where confirmed_at is not null and deleted_at is null`,
  },
  {
    name: "IDX_workshop_transition_cash",
    on: `workshop_transition (actor_id) where cash is not null and hand_over_id is null and deleted_at is null`,
  },
]
