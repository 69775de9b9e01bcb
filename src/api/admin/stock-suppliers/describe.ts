type SupplierRecord = {
  id: string
  name: string
  phone: string | null
  note: string | null
  lead_days: number
}

/** A supplier as the Admin API answers it. */
export const describeSupplier = ({ id, name, phone, note, lead_days }: SupplierRecord) => ({
  ...{ id, name, phone, note, lead_days },
})
