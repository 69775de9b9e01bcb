import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { LEDGER_FUNCTIONS } from "../ledger-sql"
import { DOCUMENT_KINDS } from "../types"

const BEFORE = ["incoming", "loss", "correction", "regrading", "countermovement"]

const kinds = (known: readonly string[]) =>
  `alter table if exists "stock_document" add constraint "stock_document_kind_check" check ("kind" in (${known.map((kind) => `'${kind}'`).join(", ")}));`

const UNCHECKED = `alter table if exists "stock_document" drop constraint if exists "stock_document_kind_check";`

/** Documents of bouquets that are made and taken apart, and movements that name the lots they take first. */
export class Migration20261130203700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(UNCHECKED)
    this.addSql(kinds(DOCUMENT_KINDS))
    LEDGER_FUNCTIONS.forEach((sql) => this.addSql(sql))
  }

  override async down(): Promise<void> {
    this.addSql(UNCHECKED)
    this.addSql(`delete from "stock_document" where "kind" in ('assembly', 'disassembly');`)
    this.addSql(kinds(BEFORE))
  }
}
