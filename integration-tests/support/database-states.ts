import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"

/** Time in ms that statements get to end before a restore. */
const FINISH_MS = 5000
/** Pause in ms between two looks at the running statements. */
const LOOK_EVERY_MS = 10

/** The other connections to this database that run a statement or hold a transaction. */
const BUSY = `
  select pid from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`

/**
 * Prepares a migrated database for {@link DatabaseStates}: each statement that changes a table marks the table. A mark is
 * the call of a sequence, because a sequence needs no lock and is not rolled back.
 */
export const TRACK_CHANGES = `
  create schema test_changes;
  create function test_changes.mark() returns trigger language plpgsql as $$
    begin
      perform nextval(format('test_changes.%I', tg_table_name)::regclass);
      return null;
    end $$;
  do $$
    declare tracked text;
    begin
      for tracked in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create sequence test_changes.%I', tracked);
        execute format(
          'create trigger test_changes after insert or update or delete or truncate on public.%1$I
           for each statement execute function test_changes.mark()', tracked);
      end loop;
    end $$;
  create function test_changes.forget() returns void language sql as $$
    select setval(format('test_changes.%I', sequencename)::regclass, 1, false)
    from pg_sequences where schemaname = 'test_changes' and last_value is not null
  $$;
  -- Copies all rows, and the next value of each sequence, into a schema.
  create function test_changes.save(state text) returns void language plpgsql as $$
    declare saved text; has_rows boolean;
    begin
      execute format('drop schema if exists %1$I cascade; create schema %1$I', state);
      for saved in select tablename from pg_tables where schemaname = 'public' loop
        execute format('select exists (select from public.%I)', saved) into has_rows;
        if has_rows then
          execute format('create table %1$I.%2$I as table public.%2$I', state, saved);
        end if;
      end loop;
      execute format(
        'create table %I."saved sequences" as
         select sequencename, start_value, last_value from pg_sequences where schemaname = ''public''', state);
      perform test_changes.forget();
    end $$;
  -- Brings back the rows of a schema: of all tables, or of those that have changed.
  create function test_changes.restore(state text, all_tables boolean) returns void language plpgsql as $$
    declare restored text;
    begin
      -- Foreign keys and other triggers hold for the saved rows already.
      set local session_replication_role = replica;
      for restored in
        select sequencename from pg_sequences
        where schemaname = 'test_changes' and (all_tables or last_value is not null)
      loop
        execute format('delete from public.%I', restored);
        if to_regclass(format('%I.%I', state, restored)) is not null then
          execute format('insert into public.%2$I overriding system value select * from %1$I.%2$I', state, restored);
        end if;
      end loop;
      execute format(
        'select setval(format(''public.%%I'', sequencename)::regclass, coalesce(last_value, start_value),
           last_value is not null) from %I."saved sequences"', state);
      perform test_changes.forget();
    end $$;
`

/**
 * Saves and restores the rows of a suite's database, whose template has {@link TRACK_CHANGES}. Restoring takes a few
 * milliseconds, because it touches only the tables that have changed. It needs a superuser, which the tests' own
 * PostgreSQL has.
 */
export class DatabaseStates {
  private client: Promise<Client> | undefined
  private current: string | undefined

  constructor(private readonly url: () => string) {}

  /** Saves the database as it is now. */
  async save(state: string): Promise<void> {
    const client = await this.alone()
    await client.query("select test_changes.save($1)", [`state ${state}`])
    this.current = state
  }

  /** Restores the database as it was when the state was saved. Other connections are closed. */
  async restore(state: string): Promise<void> {
    const client = await this.alone()
    await client.query("select test_changes.restore($1, $2)", [`state ${state}`, state !== this.current])
    this.current = state
  }

  async close(): Promise<void> {
    await (await this.client)?.end()
  }

  /**
   * Waits until the shop does nothing in the database. What still runs after {@link FINISH_MS} loses its connection. Idle
   * connections stay: a new one plans each statement anew, and a suite has hundreds of tests.
   */
  private async alone(): Promise<Client> {
    this.client ??= this.connect()
    const client = await this.client
    const deadline = Date.now() + FINISH_MS
    for (let idleLooks = 0; idleLooks < 2 && Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
      const { rowCount } = await client.query(BUSY)
      idleLooks = rowCount ? 0 : idleLooks + 1
    }
    await client.query(`select pg_terminate_backend(pid, 5000) from (${BUSY}) as busy`)
    return client
  }

  private async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.url() })
    await client.connect()
    return client
  }
}
