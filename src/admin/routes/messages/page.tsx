import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ChatBubbleLeftRight } from "@medusajs/icons"
import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useState } from "react"
import { MessageFilters, statesOf, type StateChoice } from "../../components/message-filters"
import { MessageTable } from "../../components/message-table"
import { Pages } from "../../components/pages"
import { useMessages } from "../../hooks/use-messages"
import { useTexts } from "../../lib/texts"

/** What the shop has written in Telegram and what did not arrive, which can be sent again. */
const MessagesPage = () => {
  const { t, errorText } = useTexts()
  const [choice, setChoice] = useState<StateChoice>("troubled")
  const [order, setOrder] = useState("")
  const [chat, setChat] = useState("")
  const [page, setPage] = useState(0)
  const { data, error, isPending } = useMessages({ states: statesOf(choice), order, chat, page })
  const first =
    <Value,>(change: (value: Value) => void) =>
    (value: Value) => {
      setPage(0)
      change(value)
    }
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading>{t("messages.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("messages.hint")}
        </Text>
      </div>
      <MessageFilters
        choice={choice}
        order={order}
        chat={chat}
        onChoice={first(setChoice)}
        onOrder={first(setOrder)}
        onChat={first(setChat)}
      />
      {isPending && <Skeleton className="m-6 h-40" />}
      {error && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {errorText(error)}
        </Text>
      )}
      {data && <MessageTable messages={data.telegram_messages} />}
      {data && <Pages page={page} count={data.count} onPage={setPage} />}
    </Container>
  )
}

export const config = defineRouteConfig({
  label: "menu.messages",
  translationNs: "guldasta",
  icon: ChatBubbleLeftRight,
  rank: 3,
})

export default MessagesPage
