/** Indexes of the stock ledger for the shopping list and the suppliers (see src/lib/indexes.ts). */
export const STOCK_LEDGER_INDEXES = [
  {
    // The sales of some days, of all items.
    name: "IDX_stock_movement_sold_at",
    on: `stock_movement (created_at) include (inventory_item_id, quantity) where kind = 'sale'`,
  },
  {
    // Whether a supplier is in use, and the documents of a supplier.
    name: "IDX_stock_document_supplier_id",
    on: `stock_document (supplier_id, created_at) where supplier_id is not null and deleted_at is null`,
  },
]
