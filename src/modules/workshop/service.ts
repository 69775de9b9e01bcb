import type { Context } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { DailyWork } from "./daily-work"
import { newToken, tokenHash } from "./invite-token"
import { lock, manager } from "./transaction"
import { execute, textArray, type Shared } from "../../lib/module-database"
import { MOST_COUNTED, SANDBOX_PERSON, UNNAMED_OWNER, type Language } from "../../lib/shop"
import { firstUntil, TO_ALL, type Method, type StaffRole } from "./order-transitions"
import type {
  AssignmentRecord,
  InviteAnswer,
  MemberChange,
  Move,
  Moved,
  NewInvite,
  OpenAssignment,
  StaffMemberRecord,
  TransitionActor,
  TransitionRecord,
} from "./types"

const INVITE_HOURS = 48

/**
 * Lock name that serializes changes of the staff. It prevents that two owners demote each other, or that two
 * taps use one invite.
 */
const STAFF_LOCK = "workshop.staff"

/** A hand-over that was reported before a transition does not count after it. */
const UNCONFIRMED = { confirmed_at: null, confirmed_by: null, confirmed_cash: null }

class WorkshopModuleService extends DailyWork {
  /**
   * Creates the assignment of an order and its first transition. A repeated call for the same order changes
   * nothing.
   *
   * @returns the assignment, and the id of the transition if this call created it
   */
  @InjectTransactionManager()
  async openAssignment(
    input: OpenAssignment,
    @MedusaContext() context: Context = {},
  ): Promise<{ assignment: AssignmentRecord; transition_id: string | undefined }> {
    const { actor, ...data } = input
    await lock(context, `workshop.assignment.${input.order_id}`)
    const [existing] = await this.listAssignments({ order_id: input.order_id }, {}, context)
    if (existing) {
      return { assignment: existing, transition_id: undefined }
    }
    const now = new Date()
    const offered = { offered_at: now, first_until: firstUntil(input.first_florist_id, now) }
    const assignment = await this.createAssignments(
      { ...data, ...(input.status === "offered" ? offered : {}) },
      context,
    )
    const transition = await this.createTransitions(
      {
        assignment_id: assignment.id,
        action: "open",
        from: null,
        to: input.status,
        actor_type: actor.type,
        actor_id: actor.id ?? null,
        actor_name: actor.name ?? null,
      },
      context,
    )
    return { assignment, transition_id: transition.id }
  }

  /**
   * Changes the assignment and records the transition in one transaction. Of concurrent calls, one succeeds.
   *
   * @returns undefined if the assignment no longer matches the expected status or holder
   */
  @InjectTransactionManager()
  async move(input: Move, @MedusaContext() context: Context = {}): Promise<Moved | undefined> {
    const conditions = Object.entries(input.where ?? {}).filter(([, value]) => value !== undefined)
    // `for update` makes a concurrent call wait here. Then it finds the changed status and returns no row.
    const rows: { id: string; status: TransitionRecord["to"] }[] = await manager(context).execute(
      [
        "select id, status from workshop_assignment where id = ? and deleted_at is null",
        `and status in (${input.from.map(() => "?").join(", ")})`,
        ...conditions.map(([column]) => `and ${column} is not distinct from ?`),
        "for update",
      ].join(" "),
      [input.assignment_id, ...input.from, ...conditions.map(([, value]) => value)],
    )
    const row = rows.at(0)
    if (!row) {
      return undefined
    }
    const before = await this.retrieveAssignment(input.assignment_id, {}, context)
    const transition = await this.createTransitions(
      {
        assignment_id: input.assignment_id,
        action: input.action,
        from: row.status,
        to: input.to,
        actor_type: input.actor.type,
        actor_id: input.actor.id ?? null,
        actor_name: input.actor.name ?? null,
        reason: input.reason ?? null,
        metadata: input.metadata ?? null,
        ...(input.cash?.amount
          ? { cash: String(input.cash.amount), cash_currency: input.cash.currency_code }
          : {}),
      },
      context,
    )
    const assignment = await this.updateAssignments(
      // Only a ready order waits for the buyer's answer to the photo.
      {
        id: input.assignment_id,
        ...UNCONFIRMED,
        ...input.patch,
        ...(input.to === "ready" ? {} : { photo_due_at: null }),
        status: input.to,
      },
      context,
    )
    return { assignment, before, transition_id: transition.id }
  }

  /**
   * Reverts a move whose later workflow steps failed, and deletes its transition. Changes nothing if another
   * move has followed.
   */
  @InjectTransactionManager()
  async undoMove(moved: Moved, @MedusaContext() context: Context = {}): Promise<void> {
    const rows: unknown[] = await manager(context).execute(
      "select id from workshop_assignment where id = ? and status = ? for update",
      [moved.assignment.id, moved.assignment.status],
    )
    const [last] = await this.listTransitions(
      { assignment_id: moved.assignment.id },
      { order: { number: "DESC" }, take: 1 },
      context,
    )
    if (!rows.length || last?.id !== moved.transition_id) {
      return
    }
    const { created_at: _created, updated_at: _updated, deleted_at: _deleted, ...before } = moved.before
    await this.deleteTransitions(moved.transition_id, context)
    await this.updateAssignments(before, context)
  }

  /**
   * Records in the history that the delivery was changed. The status stays the same.
   *
   * @returns the transition's id
   */
  @InjectTransactionManager()
  async recordDeliveryChange(
    input: {
      assignment_id: string
      actor: TransitionActor
      /** The new delivery method, if it changed. */
      method?: Method
      metadata: Record<string, unknown>
    },
    @MedusaContext() context: Context = {},
  ): Promise<string> {
    const { assignment_id, actor, method, metadata } = input
    const { status } = await this.retrieveAssignment(assignment_id, { select: ["status"] }, context)
    if (method) {
      await this.updateAssignments({ id: assignment_id, method }, context)
    }
    const transition = await this.createTransitions(
      {
        assignment_id,
        action: "change_delivery",
        from: status,
        to: status,
        actor_type: actor.type,
        actor_id: actor.id ?? null,
        actor_name: actor.name ?? null,
        metadata,
      },
      context,
    )
    return transition.id
  }

  /** Lets an order whose couriers wait for the buyer's answer wait until a later time. Changes nothing for other orders. */
  @InjectTransactionManager()
  async extendPhotoWait(
    { assignment_id, until }: { assignment_id: string; until: Date },
    @MedusaContext() context: Context = {},
  ): Promise<void> {
    await manager(context).execute(
      `update workshop_assignment set photo_due_at = ?, updated_at = now()
       where id = ? and status = 'ready' and photo_due_at < ? and deleted_at is null`,
      [until, assignment_id, until],
    )
  }

  /**
   * Stores the photo of a handed-over gift, and records it in the history of a delivered order. Of several photos the first
   * one stays.
   *
   * @param input `courier_id`: the staff member who delivered the order
   * @returns the transition's id, null before the delivery is recorded; undefined if another courier delivered the order, or
   * it has a photo
   */
  @InjectTransactionManager()
  async recordDoorPhoto(
    input: { assignment_id: string; courier_id: string; name: string; photo_file_id: string },
    @MedusaContext() context: Context = {},
  ): Promise<string | null | undefined> {
    const { assignment_id, courier_id, name, photo_file_id } = input
    const [row]: { status: string }[] = await manager(context).execute(
      `update workshop_assignment set door_photo_file_id = ?, updated_at = now()
       where id = ? and courier_id = ? and door_photo_file_id is null and deleted_at is null
         and (status = 'delivered' or status = 'out_for_delivery' and confirmed_at is not null)
       returning status`,
      [photo_file_id, assignment_id, courier_id],
    )
    if (row?.status !== "delivered") {
      return row && null
    }
    const transition = await this.createTransitions(
      {
        assignment_id,
        action: "door_photo",
        from: "delivered",
        to: "delivered",
        actor_type: "staff",
        actor_id: courier_id,
        actor_name: name,
      },
      context,
    )
    return transition.id
  }

  /** Offers an order to all florists, because the time of its first florist is over. */
  async offerToAll(id: string): Promise<void> {
    await this.updateAssignments({ selector: { id, status: "offered" }, data: TO_ALL })
  }

  /** The number of assignments, at most {@link MOST_COUNTED}. An absent filter is not applied. */
  @InjectManager()
  async countUpToMost(
    { status, display_id }: { status?: string[]; display_id?: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<number> {
    const [{ count }] = await execute<{ count: number }>(
      shared,
      `select count(*)::int as count from (
         select from workshop_assignment where deleted_at is null
           ${status ? "and status = any(?::text[])" : ""} ${display_id ? "and display_id = ?" : ""}
         limit ${MOST_COUNTED}
       ) as counted`,
      [...(status ? [textArray(status)] : []), ...(display_id ? [display_id] : [])],
    )
    return count
  }

  /** Records that the outbox contains all messages about these transitions. */
  @InjectTransactionManager()
  async markAnnounced(ids: string[], @MedusaContext() context: Context = {}): Promise<void> {
    if (ids.length) {
      await manager(context).execute(
        `update workshop_transition set announced_at = now(), updated_at = now()
         where id in (${ids.map(() => "?").join(", ")})`,
        ids,
      )
    }
  }

  async findActiveMember(telegramId: string): Promise<StaffMemberRecord | undefined> {
    const [member] = await this.listStaffMembers({ telegram_id: telegramId, active: true })
    return member
  }

  /** Makes a person an active owner, whatever their role was before. Idempotent. */
  @InjectTransactionManager()
  async ensureOwner(
    input: { telegram_id: string; name: string; language?: Language },
    @MedusaContext() context: Context = {},
  ): Promise<StaffMemberRecord> {
    await lock(context, STAFF_LOCK)
    const [member] = await this.listStaffMembers({ telegram_id: input.telegram_id }, {}, context)
    if (!member) {
      return await this.createStaffMembers({ ...input, role: "owner", active: true }, context)
    }
    const name = member.name === UNNAMED_OWNER ? input.name : member.name
    if (member.role === "owner" && member.active && member.name === name) {
      return member
    }
    return await this.updateStaffMembers({ id: member.id, role: "owner", active: true, name }, context)
  }

  /**
   * Adds a staff member, or reactivates a former one.
   *
   * @returns undefined if the person is already an active staff member
   */
  @InjectTransactionManager()
  async hireMember(
    input: { telegram_id: string; name: string; role: StaffRole; language: Language },
    @MedusaContext() context: Context = {},
  ): Promise<StaffMemberRecord | undefined> {
    await lock(context, STAFF_LOCK)
    const [known] = await this.listStaffMembers({ telegram_id: input.telegram_id }, {}, context)
    if (known?.active) {
      return undefined
    }
    return known
      ? await this.updateStaffMembers({ id: known.id, ...input, active: true, cards_kept_at: null }, context)
      : await this.createStaffMembers({ ...input, active: true, user_id: null }, context)
  }

  /**
   * Changes a staff member.
   *
   * @returns undefined if the change would leave the shop without an active owner, or without one who can log in to
   * Medusa's admin
   */
  @InjectTransactionManager()
  async changeMember(
    input: MemberChange,
    @MedusaContext() context: Context = {},
  ): Promise<StaffMemberRecord | undefined> {
    await lock(context, STAFF_LOCK)
    const member = await this.retrieveStaffMember(input.id, {}, context)
    const stays = (input.role ?? member.role) === "owner" && (input.active ?? member.active)
    const keepsLogin = stays && input.user_id !== null
    if (!keepsLogin && (await this.isLastOwner(member, stays, context))) {
      return undefined
    }
    return await this.updateStaffMembers({ ...input, cards_kept_at: null }, context)
  }

  /**
   * Whether a staff member is the last active owner, or the last one with a login.
   *
   * @param stays whether the person stays an active owner and loses only the login
   */
  private async isLastOwner(
    member: StaffMemberRecord,
    stays: boolean,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    if (member.role !== "owner" || !member.active) {
      return false
    }
    const owners = await this.listStaffMembers({ role: "owner", active: true }, { take: null }, context)
    const others = owners.filter(({ id }) => id !== member.id)
    const isLastLogin = member.user_id !== null && !others.some(({ user_id }) => user_id !== null)
    return isLastLogin || (!stays && others.length === 0)
  }

  /**
   * Unties the login of a user who is about to be deleted.
   *
   * @returns false if it is the last login of an owner: then nothing changes
   */
  @InjectTransactionManager()
  async untieUser(userId: string, @MedusaContext() context: Context = {}): Promise<boolean> {
    await lock(context, STAFF_LOCK)
    const [member] = await this.listStaffMembers({ user_id: userId }, { take: 1 }, context)
    if (!member) {
      return true
    }
    if (await this.isLastOwner(member, true, context)) {
      return false
    }
    await this.updateStaffMembers({ id: member.id, user_id: null }, context)
    return true
  }

  /**
   * Ties a login to the configured owner, who becomes an active owner. Changes nothing while an owner has a login.
   *
   * @param input `gone`: users that no longer exist, whose logins do not count
   * @returns whether the login is tied now
   */
  @InjectTransactionManager()
  async tieOwner(
    input: { telegram_id: string; user_id: string; gone: string[] },
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    await lock(context, STAFF_LOCK)
    const { telegram_id, user_id, gone } = input
    const owners = await this.listStaffMembers({ role: "owner", active: true }, { take: null }, context)
    const [holder] = await this.listStaffMembers(
      { user_id, telegram_id: { $ne: telegram_id } },
      { take: 1 },
      context,
    )
    if (holder || owners.some((one) => one.user_id !== null && !gone.includes(one.user_id))) {
      return false
    }
    const owner = await this.ensureOwner({ telegram_id, name: UNNAMED_OWNER }, context)
    await this.updateStaffMembers({ id: owner.id, user_id }, context)
    return true
  }

  /** Dismisses the people of Telegram's sandbox, unties their logins and ends the open invites. Idempotent. */
  @InjectTransactionManager()
  async dismissSandbox(@MedusaContext() context: Context = {}): Promise<void> {
    await lock(context, STAFF_LOCK)
    const rows: unknown[] = await manager(context).execute(
      `update workshop_staff_member set active = false, user_id = null, cards_kept_at = now(), updated_at = now()
       where (active or user_id is not null) and telegram_id ~ '${SANDBOX_PERSON}' returning id`,
    )
    // Without such people the shop is live already, and its invites are for real people.
    if (rows.length) {
      await manager(context).execute(
        `update workshop_staff_invite set expires_at = now(), updated_at = now()
         where used_at is null and expires_at > now()`,
      )
    }
  }

  /** The number of people of Telegram's sandbox who are staff, or whose login is still tied. */
  @InjectTransactionManager()
  async countSandboxStaff(@MedusaContext() context: Context = {}): Promise<number> {
    const [{ count }]: { count: number }[] = await manager(context).execute(
      `select count(*)::int as count from workshop_staff_member
       where (active or user_id is not null) and deleted_at is null and telegram_id ~ '${SANDBOX_PERSON}'`,
    )
    return count
  }

  /**
   * Records that the cards of a staff member match their role. Changes nothing if the staff member was
   * changed after `updated_at`.
   */
  @InjectTransactionManager()
  async markCardsKept(
    { id, updated_at }: Pick<StaffMemberRecord, "id" | "updated_at">,
    @MedusaContext() context: Context = {},
  ): Promise<void> {
    await manager(context).execute(
      `update workshop_staff_member set cards_kept_at = now()
       where id = ? and date_trunc('milliseconds', updated_at) = ?`,
      [id, updated_at],
    )
  }

  /**
   * Creates a one-time invite that is valid for 48 hours.
   *
   * @returns the token; only its hash is stored
   */
  @InjectTransactionManager()
  async createInvite(
    input: NewInvite,
    @MedusaContext() context: Context = {},
  ): Promise<{ id: string; token: string; expires_at: Date }> {
    const token = newToken()
    const expires_at = new Date(Date.now() + INVITE_HOURS * 3_600_000)
    const invite = await this.createStaffInvites(
      { ...input, token_hash: tokenHash(token), expires_at },
      context,
    )
    return { id: invite.id, token, expires_at }
  }

  /** Uses an invite. Of two concurrent calls, the second gets `invite_used`. */
  @InjectTransactionManager()
  async useInvite(
    input: { token: string; telegram_id: string; name: string; language: Language },
    @MedusaContext() context: Context = {},
  ): Promise<InviteAnswer> {
    await lock(context, STAFF_LOCK)
    const [invite] = await this.listStaffInvites({ token_hash: tokenHash(input.token) }, {}, context)
    if (!invite) {
      return { refusal: "invite_invalid" }
    }
    if (invite.used_at) {
      return { refusal: "invite_used" }
    }
    if (invite.expires_at.getTime() <= Date.now()) {
      return { refusal: "invite_expired" }
    }
    const member = await this.hireMember(
      {
        telegram_id: input.telegram_id,
        name: invite.name ?? input.name,
        role: invite.role,
        language: input.language,
      },
      context,
    )
    if (!member) {
      return { refusal: "already_staff" }
    }
    await this.updateStaffInvites(
      { id: invite.id, used_at: new Date(), used_by_telegram_id: input.telegram_id },
      context,
    )
    return { member }
  }
}

export default WorkshopModuleService
