import type { Context } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { execute, type Shared } from "../../lib/module-database"
import { Assignment } from "./models/assignment"
import { CashHandOver } from "./models/cash-hand-over"
import { StaffInvite } from "./models/staff-invite"
import { StaffMember } from "./models/staff-member"
import { Substitution } from "./models/substitution"
import { Transition } from "./models/transition"
import { ownWork, type OwnOrder } from "./own-work"
import {
  needyOrders,
  OPEN_ORDERS_OF_MEMBERS,
  takesMemberId,
  workFigures,
  workPage,
  type DueTimeOf,
} from "./statements"
import { lock, manager } from "./transaction"
import type {
  CashHandOverRecord,
  NewSubstitution,
  AssignmentRecord,
  NeedyOrders,
  OpenCash,
  StaffMemberRecord,
  SubstitutionRecord,
  TransitionRecord,
  WorkFigures,
  WorkPage,
} from "./types"

/** What florists and couriers do besides the transitions of orders: their list, hand-overs, cash and substitutions. */
export class DailyWork extends MedusaService({
  Assignment,
  Transition,
  StaffMember,
  StaffInvite,
  CashHandOver,
  Substitution,
}) {
  /**
   * A page of a staff member's work, see {@link workPage}.
   *
   * @param dueTimeOf see {@link workPage}
   */
  @InjectManager()
  async listWork(
    { id, role }: Pick<StaffMemberRecord, "id" | "role">,
    { take, skip }: { take: number; skip: number },
    dueTimeOf: DueTimeOf,
    @MedusaContext() shared: Shared = {},
  ): Promise<WorkPage> {
    const statement = workPage(role, dueTimeOf)
    if (!statement) {
      return { counts: {}, page: [] }
    }
    const [found] = await execute<WorkPage>(shared, statement, [
      ...(takesMemberId(role) ? [id] : []),
      take,
      skip,
    ])
    return found
  }

  /**
   * A staff member's open orders, and those that were closed since a time, the earliest slot first.
   *
   * @param dueTimeOf see {@link workPage}
   */
  @InjectManager()
  async listOwnWork(
    memberId: string,
    closedSince: Date,
    dueTimeOf: DueTimeOf,
    @MedusaContext() shared: Shared = {},
  ): Promise<OwnOrder[]> {
    const [{ orders }] = await execute<{ orders: OwnOrder[] }>(shared, ownWork(dueTimeOf), [
      closedSince,
      memberId,
    ])
    return orders
  }

  /**
   * The open orders in numbers, and how many orders were delivered since a time.
   *
   * @param dueTimeOf see {@link workPage}
   */
  @InjectManager()
  async workFigures(
    since: Date,
    dueTimeOf: DueTimeOf,
    @MedusaContext() shared: Shared = {},
  ): Promise<WorkFigures> {
    const [found] = await execute<WorkFigures>(shared, workFigures(dueTimeOf), [since])
    return found
  }

  /**
   * The open orders that need a person, by kind. A kind without orders is left out.
   *
   * @param input `take`: how many orders of each kind are named
   */
  @InjectManager()
  async listNeedy(
    { take }: { take: number },
    dueTimeOf: DueTimeOf,
    @MedusaContext() shared: Shared = {},
  ): Promise<NeedyOrders[]> {
    return execute<NeedyOrders>(shared, needyOrders(dueTimeOf), [take])
  }

  /** How many open orders each member has now, by the member's id. Members without orders are left out. */
  @InjectManager()
  async openOrdersOfMembers(@MedusaContext() shared: Shared = {}): Promise<Map<string, number>> {
    const rows = await execute<{ member_id: string; count: number }>(shared, OPEN_ORDERS_OF_MEMBERS, [])
    return new Map(rows.map(({ member_id, count }) => [member_id, count]))
  }

  /** The orders that were placed since a time. An index has their times. */
  @InjectManager()
  async listPlacedSince(
    since: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<Pick<AssignmentRecord, "order_id" | "status">[]> {
    return execute(
      shared,
      "select order_id, status from workshop_assignment where created_at >= ? and deleted_at is null",
      [since],
    )
  }

  /**
   * Stores that a member handed an order over. Of concurrent calls, one succeeds.
   *
   * @param input `cash`: what they took, in minor units
   * @returns false if the order is no longer in the status `from`, or its hand-over is stored already
   */
  @InjectTransactionManager()
  async confirmHandOver(
    input: { assignment_id: string; from: TransitionRecord["to"]; member_id: string; cash: number },
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const rows: unknown[] = await manager(context).execute(
      `update workshop_assignment set confirmed_at = now(), confirmed_by = ?, confirmed_cash = ?, updated_at = now()
       where id = ? and status = ? and confirmed_at is null and deleted_at is null returning id`,
      [input.member_id, String(input.cash), input.assignment_id, input.from],
    )
    return rows.length > 0
  }

  /**
   * Forgets the hand-over that a member has stored.
   *
   * @param withinSeconds how long they can undo it; undefined for the shop itself, which may always do so
   * @returns false if there is none any more
   */
  @InjectTransactionManager()
  async undoHandOver(
    input: { assignment_id: string; member_id: string },
    withinSeconds?: number,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const rows: unknown[] = await manager(context).execute(
      `update workshop_assignment set confirmed_at = null, confirmed_by = null, confirmed_cash = null, updated_at = now()
       where id = ? and confirmed_by = ?
         ${withinSeconds === undefined ? "" : "and confirmed_at > now() - make_interval(secs => ?)"} returning id`,
      [input.assignment_id, input.member_id, ...(withinSeconds === undefined ? [] : [withinSeconds])],
    )
    return rows.length > 0
  }

  /** Stores a proposal of other flowers. An earlier one of the order that waits for an answer is withdrawn. */
  @InjectTransactionManager()
  async propose(input: NewSubstitution, @MedusaContext() context: Context = {}): Promise<SubstitutionRecord> {
    await lock(context, `workshop.substitution.${input.assignment_id}`)
    await manager(context).execute(
      `update workshop_substitution set status = 'withdrawn', decided_at = now(), updated_at = now()
        where assignment_id = ? and status = 'proposed' and deleted_at is null`,
      [input.assignment_id],
    )
    return await this.createSubstitutions({ ...input, status: "proposed" }, context)
  }

  /**
   * The cash that couriers have not handed over, by courier and currency. An index has only these deliveries.
   *
   * @param courierId all couriers if omitted
   */
  @InjectManager()
  async listOpenCash(courierId?: string, @MedusaContext() shared: Shared = {}): Promise<OpenCash[]> {
    const rows = await execute<Omit<OpenCash, "amount"> & { amount: string }>(
      shared,
      `select actor_id as courier_id, cash_currency as currency_code, sum(cash::numeric)::text as amount,
              count(*)::int as orders
         from workshop_transition
        where cash is not null and hand_over_id is null and deleted_at is null
          ${courierId === undefined ? "" : "and actor_id = ?"}
        group by actor_id, cash_currency order by actor_id, cash_currency`,
      courierId === undefined ? [] : [courierId],
    )
    return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
  }

  /**
   * Records that a courier handed over all the cash of one currency. Of concurrent calls, one succeeds.
   *
   * @param input `amount`: what the taker counted, in minor units
   * @returns the open amount if it is another one; 0 if nothing is open
   */
  @InjectTransactionManager()
  async takeOpenCash(
    input: {
      courier: Pick<StaffMemberRecord, "id" | "name">
      taker: Pick<StaffMemberRecord, "id" | "name">
      amount: number
      currency_code: string
    },
    @MedusaContext() context: Context = {},
  ): Promise<{ hand_over: CashHandOverRecord } | { open: number }> {
    const { courier, taker, amount, currency_code } = input
    const rows: { id: string; cash: string }[] = await manager(context).execute(
      `select id, cash from workshop_transition
        where actor_id = ? and cash_currency = ? and cash is not null and hand_over_id is null and deleted_at is null
        order by id for update`,
      [courier.id, currency_code],
    )
    const open = rows.reduce((sum, { cash }) => sum + Number(cash), 0)
    if (!rows.length || open !== amount) {
      return { open }
    }
    const hand_over = await this.createCashHandOvers(
      {
        courier_id: courier.id,
        courier_name: courier.name,
        amount: String(amount),
        currency_code,
        orders: rows.length,
        taken_by: taker.id,
        taken_by_name: taker.name,
        taken_at: new Date(),
      },
      context,
    )
    await manager(context).execute(
      `update workshop_transition set hand_over_id = ?, updated_at = now()
        where id in (${rows.map(() => "?").join(", ")})`,
      [hand_over.id, ...rows.map(({ id }) => id)],
    )
    return { hand_over }
  }
}
