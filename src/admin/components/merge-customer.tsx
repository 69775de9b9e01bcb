import type { AdminCustomer } from "@medusajs/framework/types"
import { Button, Input, Label, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { useFoundCustomers, useMergeCustomer } from "../hooks/use-telegram-customers"
import { useTexts } from "../lib/texts"

const nameOf = ({ first_name, last_name, email, phone, id }: AdminCustomer): string => {
  const parts = [[first_name, last_name].filter(Boolean).join(" "), email, phone].filter(Boolean)
  return parts.length ? parts.join(", ") : id
}

/** Finds another customer and merges this one into it. */
export function MergeCustomer({ customer }: { customer: AdminCustomer }) {
  const { t, errorText } = useTexts()
  const [words, setWords] = useState("")
  const { data } = useFoundCustomers(words.trim())
  const merge = useMergeCustomer(customer.id)
  const prompt = usePrompt()
  const navigate = useNavigate()
  const choose = async (other: AdminCustomer) => {
    const isSure = await prompt({
      title: t("customer.merge"),
      description: t("customer.merge_sure", { from: nameOf(customer), into: nameOf(other) }),
      confirmText: t("customer.merge"),
      cancelText: t("reason.cancel"),
    })
    if (!isSure) {
      return
    }
    merge.mutate(other.id, {
      onSuccess: ({ providers_left }) => {
        toast.success(t("customer.merged"))
        if (providers_left.length) {
          toast.warning(t("customer.cards_left"))
        }
        navigate(`/customers/${other.id}`)
      },
      onError: (error) => toast.error(errorText(error)),
    })
  }
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Label size="small" htmlFor="guldasta-merge">
        {t("customer.merge_into")}
      </Label>
      <Input
        id="guldasta-merge"
        size="small"
        autoComplete="off"
        placeholder={t("customer.merge_search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {(data?.customers ?? [])
        .filter(({ id }) => id !== customer.id)
        .map((other) => (
          <div key={other.id} className="flex items-center justify-between gap-x-2">
            <Text size="small">{nameOf(other)}</Text>
            <Button
              size="small"
              variant="secondary"
              isLoading={merge.isPending}
              onClick={() => void choose(other)}
            >
              {t("customer.merge")}
            </Button>
          </div>
        ))}
    </div>
  )
}
