type SupplierRecord = { id: string; name: string; phone: string | null; note: string | null }

/** A supplier as the Admin API answers it. */
export const describeSupplier = ({ id, name, phone, note }: SupplierRecord) => ({ id, name, phone, note })
