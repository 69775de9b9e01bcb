import { defineMiddlewares } from "@medusajs/framework/http"
import { adminCatalogMiddlewares } from "./admin/catalog/middlewares"
import { adminClosedDaysMiddlewares } from "./admin/closed-days/middlewares"
import { adminDeliveryWindowsMiddlewares } from "./admin/delivery-windows/middlewares"
import { adminOrderAssignmentMiddlewares } from "./admin/orders/[id]/assignment/middlewares"
import { adminStaffMiddlewares } from "./admin/staff/middlewares"
import { adminTelegramChatsMiddlewares } from "./admin/telegram-chats/middlewares"
import { clickHookMiddlewares } from "./hooks/click/middlewares"
import { paymeHookMiddlewares } from "./hooks/payme/middlewares"
import { rateLimits } from "./rate-limits"
import { storeCartDeliveryMiddlewares } from "./store/carts/[id]/delivery/middlewares"
import { storeCartHoldMiddlewares } from "./store/carts/[id]/hold/middlewares"
import { storeDeliverySlotsMiddlewares } from "./store/delivery-slots/middlewares"

/** Medusa loads one file: each route's own checks stand beside it. */
export default defineMiddlewares({
  routes: [
    ...rateLimits,
    ...paymeHookMiddlewares,
    ...clickHookMiddlewares,
    ...storeDeliverySlotsMiddlewares,
    ...storeCartDeliveryMiddlewares,
    ...storeCartHoldMiddlewares,
    ...adminCatalogMiddlewares,
    ...adminDeliveryWindowsMiddlewares,
    ...adminClosedDaysMiddlewares,
    ...adminOrderAssignmentMiddlewares,
    ...adminStaffMiddlewares,
    ...adminTelegramChatsMiddlewares,
  ],
})
