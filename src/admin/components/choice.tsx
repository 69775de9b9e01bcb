import { Select } from "@medusajs/ui"
import { Filter } from "./filter"
import { useTexts } from "../lib/texts"

/** The select component rejects an empty value. */
const ALL = "all"

type ChoiceProps<Value extends string> = {
  id: string
  label: string
  /** Undefined: all. */
  value: Value | undefined
  options: readonly Value[]
  textOf: (value: Value) => string
  onChange: (value: Value | undefined) => void
}

/** A filter by one of some values, or by none. */
export function ChoiceFilter<Value extends string>(props: ChoiceProps<Value>) {
  const { t } = useTexts()
  const { id, label, value, options, textOf, onChange } = props
  return (
    <Filter id={id} label={label} className="w-44">
      <Select
        size="small"
        value={value ?? ALL}
        onValueChange={(chosen) => onChange(chosen === ALL ? undefined : (chosen as Value))}
      >
        <Select.Trigger id={id}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          <Select.Item value={ALL}>{t("workshop.all")}</Select.Item>
          {options.map((one) => (
            <Select.Item key={one} value={one}>
              {textOf(one)}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </Filter>
  )
}
