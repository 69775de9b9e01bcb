import { Input, Label } from "@medusajs/ui"
import type { ReactNode } from "react"

type FilterProps = { id: string; label: string; className?: string; children: ReactNode }

/** A field of a filter bar with its label. `id` is the id of the input. */
export function Filter({ id, label, className = "", children }: FilterProps) {
  return (
    <div className={`flex flex-col gap-y-1 ${className}`}>
      <Label size="xsmall" htmlFor={id}>
        {label}
      </Label>
      {children}
    </div>
  )
}

type TextFilterProps = {
  id: string
  label: string
  className?: string
  type?: "date"
  inputMode?: "numeric"
  value: string
  onChange: (value: string) => void
}

/** A filter by a day, an order's number or another text. Spaces around the text are removed. */
export function TextFilter({ label, className, onChange, ...input }: TextFilterProps) {
  return (
    <Filter id={input.id} label={label} className={className}>
      <Input {...input} size="small" onChange={(event) => onChange(event.target.value.trim())} />
    </Filter>
  )
}
