import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ChatBubbleLeftRight } from "@medusajs/icons"
import { useState } from "react"
import { PageFor } from "../../components/access"
import { ListPage } from "../../components/list-page"
import { MessageFilters, statesOf, type StateChoice } from "../../components/message-filters"
import { MessageTable } from "../../components/message-table"
import { UnreachableChats } from "../../components/shop-chats"
import { useMessages } from "../../hooks/use-messages"
import { usePages } from "../../hooks/use-pages"
import { useTexts } from "../../lib/texts"

/** The shop's Telegram messages. Staff can resend a message that did not arrive. */
function Messages() {
  const { t } = useTexts()
  const [choice, setChoice] = useState<StateChoice>("troubled")
  const [order, setOrder] = useState("")
  const [chat, setChat] = useState("")
  const { page, setPage, first } = usePages()
  const listed = useMessages({ states: statesOf(choice), order, chat, page })
  return (
    <>
      <UnreachableChats />
      <ListPage
        title={t("messages.title")}
        hint={t("messages.hint")}
        filters={
          <MessageFilters
            choice={choice}
            order={order}
            chat={chat}
            onChoice={first(setChoice)}
            onOrder={first(setOrder)}
            onChat={first(setChat)}
          />
        }
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ telegram_messages: messages }) => <MessageTable messages={messages} />}
      </ListPage>
    </>
  )
}

const MessagesPage = () => (
  <PageFor route="GET /admin/telegram-messages">
    <Messages />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.messages",
  translationNs: "guldasta",
  icon: ChatBubbleLeftRight,
  rank: 3,
})

export default MessagesPage
