import { InjectManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import { execute, type Shared } from "../../lib/module-database"
import { lifecycle } from "./lifecycle"
import { AuditEntry } from "./models/audit-entry"
import { Lease } from "./models/lease"
import type { GuldastaOptions } from "./options"

/**
 * The shop's options, the start and stop of its process, leases on work that one process does at a time, and the audit
 * trail.
 *
 * The leases are rows instead of locks of Medusa's locking module, because without Redis that module locks inside one
 * process only, its PostgreSQL provider never gives away an expired lock of another owner, and no provider can say
 * whether a lock is held (`GET /health/ready` asks for that).
 */
class CoreModuleService extends MedusaService({ AuditEntry, Lease }) {
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
}

export default CoreModuleService
