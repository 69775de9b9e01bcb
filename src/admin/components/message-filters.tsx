import { Input, Label, Select } from "@medusajs/ui"
import { useTexts } from "../lib/texts"
import { MESSAGE_STATES, type MessageState } from "../lib/types"

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
      <div className="flex w-56 flex-col gap-y-1">
        <Label size="xsmall" htmlFor="guldasta-message-state">
          {t("workshop.state")}
        </Label>
        <Select size="small" value={choice} onValueChange={(value) => onChoice(value as StateChoice)}>
          <Select.Trigger id="guldasta-message-state">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value="troubled">{t("messages.troubled")}</Select.Item>
            <Select.Item value="all">{t("workshop.all")}</Select.Item>
            {MESSAGE_STATES.map((state) => (
              <Select.Item key={state} value={state}>
                {t(`messages.state.${state}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      <div className="flex w-32 flex-col gap-y-1">
        <Label size="xsmall" htmlFor="guldasta-message-order">
          {t("workshop.order")}
        </Label>
        <Input
          id="guldasta-message-order"
          size="small"
          inputMode="numeric"
          value={order}
          onChange={(event) => onOrder(event.target.value.trim())}
        />
      </div>
      <div className="flex w-48 flex-col gap-y-1">
        <Label size="xsmall" htmlFor="guldasta-message-chat">
          {t("chats.chat_id")}
        </Label>
        <Input
          id="guldasta-message-chat"
          size="small"
          value={chat}
          onChange={(event) => onChat(event.target.value.trim())}
        />
      </div>
    </div>
  )
}
