import { Input, Text } from "@medusajs/ui"
import { useTexts } from "../lib/texts"
import { FormField } from "./form-field"

/** The number that a person types into a field; null when it is empty, undefined for another text. */
export function countIn(text: string, least: number, most: number): number | null | undefined {
  if (!text.trim()) {
    return null
  }
  const count = /^\d{1,7}$/.test(text.trim()) ? Number(text) : undefined
  return count !== undefined && count >= least && count <= most ? count : undefined
}

type CountFieldProps = {
  id: string
  label: string
  hint?: string
  value: string
  isWrong: boolean
  onChange: (value: string) => void
}

/** A field for a whole number, which may stay empty. */
export function CountField({ id, label, hint, value, isWrong, onChange }: CountFieldProps) {
  const { t } = useTexts()
  return (
    <FormField id={id} label={label}>
      <Input
        id={id}
        inputMode="numeric"
        aria-invalid={isWrong}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {isWrong ? (
        <Text size="xsmall" className="text-ui-fg-error">
          {t("stock.wrong_count")}
        </Text>
      ) : (
        hint && (
          <Text size="xsmall" className="text-ui-fg-subtle">
            {hint}
          </Text>
        )
      )}
    </FormField>
  )
}
