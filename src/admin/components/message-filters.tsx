import { Select } from "@medusajs/ui"
import { useTexts } from "../lib/texts"
import { MESSAGE_STATES, type MessageState } from "../lib/types"
import { Filter, TextFilter } from "./filter"

export type StateChoice = "troubled" | "all" | MessageState

/** States of a filter choice; an empty list means all. */
export function statesOf(choice: StateChoice): MessageState[] {
  if (choice === "troubled") {
    return ["unknown", "failed"]
  }
  return choice === "all" ? [] : [choice]
}

type MessageFiltersProps = {
  choice: StateChoice
  order: string
  chat: string
  onChoice: (choice: StateChoice) => void
  onOrder: (order: string) => void
  onChat: (chat: string) => void
}

export function MessageFilters({ choice, order, chat, onChoice, onOrder, onChat }: MessageFiltersProps) {
  const { t } = useTexts()
  return (
    <div className="flex flex-wrap items-end gap-3 px-6 py-4">
      <Filter id="guldasta-message-state" label={t("workshop.state")} className="w-56">
        <Select size="small" value={choice} onValueChange={(value) => onChoice(value as StateChoice)}>
          <Select.Trigger id="guldasta-message-state">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value="troubled">{t("messages.not_arrived")}</Select.Item>
            <Select.Item value="all">{t("workshop.all")}</Select.Item>
            {MESSAGE_STATES.map((state) => (
              <Select.Item key={state} value={state}>
                {t(`messages.state.${state}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </Filter>
      <TextFilter
        id="guldasta-message-order"
        label={t("workshop.order")}
        className="w-32"
        inputMode="numeric"
        value={order}
        onChange={onOrder}
      />
      <TextFilter
        id="guldasta-message-chat"
        label={t("chats.chat_id")}
        className="w-48"
        value={chat}
        onChange={onChat}
      />
    </div>
  )
}
