import { generateEntityId, InjectManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import { encodeTime } from "ulid"
import { deleteInBatches, execute, type Shared } from "../../lib/module-database"
import { lifecycle } from "./lifecycle"
import { AuditEntry } from "./models/audit-entry"
import { Lease } from "./models/lease"
import { Retry } from "./models/retry"
import { Run } from "./models/run"
import { RunPart } from "./models/run-part"
import type { GuldastaOptions } from "./options"

/** Seconds until the second attempt of a failed item. The time doubles after each failure, up to the maximum. */
const RETRY_SECONDS = 30
const MOST_RETRY_SECONDS = 30 * 60
const DAY_MS = 24 * 3_600_000

/** Number of digits of a ULID that are its time. */
const ULID_TIME_LENGTH = 10

/** Days after which the failure of an item that no sweep tries any more is deleted. */
const RETRY_DAYS = 30

export type RunProgress = {
  id: string
  lease: string
  holder: string
  done: number
  total?: number
  result?: object
}

/**
 * The shop's options, the start and stop of its process, leases on work that one process does at a time, the failures of
 * sweeps, long work of staff, and the audit trail.
 *
 * The leases are rows instead of locks of Medusa's locking module, because without Redis that module locks inside one
 * process only, its PostgreSQL provider never gives away an expired lock of another owner, and no provider can say
 * whether a lock is held (`GET /health/ready` asks for that).
 */
class CoreModuleService extends MedusaService({ AuditEntry, Lease, Retry, Run, RunPart }) {
  readonly options: GuldastaOptions

  /** Called by Medusa: what registered with {@link lifecycle} starts and stops with the application. */
  readonly __hooks = {
    onApplicationStart: () => lifecycle.start(),
    onApplicationPrepareShutdown: () => lifecycle.stop(),
  }

  constructor(container: Record<string, unknown>, options: GuldastaOptions = {}) {
    super(container, options)
    this.options = options
  }

  /** Fails when the database does not answer. */
  @InjectManager()
  async ping(@MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, "select 1", [])
  }

  /**
   * Takes or renews a lease.
   *
   * @param name the work
   * @param holder the process
   * @param seconds lifetime of the lease, unless the holder calls again
   * @returns whether the holder has the lease now
   */
  @InjectManager()
  async acquireLease(
    name: string,
    holder: string,
    seconds: number,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await execute(
      shared,
      `insert into core_lease (id, holder, held_until) values (?, ?, now() + make_interval(secs => ?))
       on conflict (id) do update
         set holder = excluded.holder, held_until = excluded.held_until, updated_at = now()
         where core_lease.holder = excluded.holder or core_lease.held_until < now()
       returning id`,
      [name, holder, seconds],
    )
    return rows.length === 1
  }

  /** Releases a lease, so that another process may take it at once. */
  @InjectManager()
  async releaseLease(name: string, holder: string, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from core_lease where id = ? and holder = ?`, [name, holder])
  }

  /** Records that an item of a sweep failed, and when its next attempt is due. */
  @InjectManager()
  async recordFailure(
    { task, item_id, cause }: { task: string; item_id: string; cause: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<{ failures: number; next_at: Date }> {
    const failures = "case when core_retry.cause = excluded.cause then core_retry.failures + 1 else 1 end"
    const [row] = await execute<{ failures: number; next_at: string | Date }>(
      shared,
      `insert into core_retry (id, task, item_id, cause, failures, next_at)
       values (?, ?, ?, ?, 1, now() + make_interval(secs => ?))
       on conflict (task, item_id) where deleted_at is null do update
         set failures = ${failures}, cause = excluded.cause, updated_at = now(),
           next_at = now() + make_interval(secs => least(?, ? * power(2, least(${failures}, 20) - 1)))
       returning failures, next_at`,
      [generateEntityId("", "retry"), task, item_id, cause, RETRY_SECONDS, MOST_RETRY_SECONDS, RETRY_SECONDS],
    )
    return { failures: row.failures, next_at: new Date(row.next_at) }
  }

  /** Stores the file of a run, or deletes it. */
  @InjectManager()
  async storeRunFile(id: string, file: Buffer | null, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, "update core_run set file = ? where id = ?", [file, id])
  }

  @InjectManager()
  async readRunFile(id: string, @MedusaContext() shared: Shared = {}): Promise<Buffer | null> {
    const [row] = await execute<{ file: Buffer | null }>(shared, "select file from core_run where id = ?", [
      id,
    ])
    return row?.file ?? null
  }

  /**
   * Stores the progress of a run, if the process still holds the run's lease.
   *
   * @param lease name of the lease
   * @returns false when another process has taken the run over
   */
  @InjectManager()
  async advanceRun(
    { id, lease, holder, done, total, result }: RunProgress,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await execute(
      shared,
      `update core_run set status = 'running', done = ?, total = coalesce(?, total), result = coalesce(?::jsonb, result), updated_at = now()
       where id = ? and exists (
         select 1 from core_lease where core_lease.id = ? and holder = ? and held_until > now()
       ) returning id`,
      [done, total ?? null, result ? JSON.stringify(result) : null, id, lease, holder],
    )
    return rows.length === 1
  }

  /**
   * Finds the runs that are not finished and whose process stopped: nobody holds their lease.
   *
   * @param prefix the lease of a run has this prefix and the run's id
   */
  @InjectManager()
  async interruptedRuns(prefix: string, @MedusaContext() shared: Shared = {}): Promise<string[]> {
    const rows = await execute<{ id: string }>(
      shared,
      `select id from core_run run
       where status in ('waiting', 'running') and deleted_at is null and updated_at < now() - interval '10 seconds'
         and not exists (
           select 1 from core_lease where core_lease.id = ? || run.id and held_until > now()
         )
       order by id limit 100`,
      [prefix],
    )
    return rows.map(({ id }) => id)
  }

  /** Deletes the runs that ended before this number of days, with their results. */
  @InjectManager()
  async forgetRuns(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    const condition = "finished_at < now() - make_interval(days => ?)"
    await deleteInBatches(shared, { table: "core_run", condition, age: "finished_at" }, [days])
  }

  /**
   * Deletes the entries of the audit trail that are older than this number of days. PostgreSQL refuses to delete an entry of
   * the last 365 days. The ids are ULIDs, which begin with the time, so the primary key finds the old entries.
   */
  @InjectManager()
  async forgetAuditEntries(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    const first = `audit_${encodeTime(Date.now() - days * DAY_MS, ULID_TIME_LENGTH)}`
    await deleteInBatches(shared, { table: "core_audit_entry", condition: "id < ?", age: "id" }, [first])
  }

  /** Deletes failures of items that no sweep has tried for long. */
  @InjectManager()
  async forgetFailures(@MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from core_retry where updated_at < now() - make_interval(days => ?)`, [
      RETRY_DAYS,
    ])
  }
}

export default CoreModuleService
