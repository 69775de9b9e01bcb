import { Label, Select } from "@medusajs/ui"
import type { ReactNode } from "react"

type FormFieldProps = { id: string; label: string; className?: string; children: ReactNode }

/** A field of a form with its label. `id` is the id of the input. */
export function FormField({ id, label, className = "", children }: FormFieldProps) {
  return (
    <div className={`flex flex-col gap-y-1 ${className}`}>
      <Label size="small" htmlFor={id}>
        {label}
      </Label>
      {children}
    </div>
  )
}

type SelectFieldProps<Value extends string> = {
  id: string
  label: string
  value: Value | ""
  options: readonly { value: Value; text: string }[]
  placeholder?: string
  onChange: (value: Value) => void
}

/** A choice of one of some values. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { id, label, value, options, placeholder, onChange } = props
  return (
    <FormField id={id} label={label}>
      <Select value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
        <Select.Trigger id={id}>
          <Select.Value placeholder={placeholder} />
        </Select.Trigger>
        <Select.Content>
          {options.map((one) => (
            <Select.Item key={one.value} value={one.value}>
              {one.text}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </FormField>
  )
}
