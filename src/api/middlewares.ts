import { defineMiddlewares } from "@medusajs/framework/http"
import { adminGuard } from "./admin-guard"
import { adminAuditLogMiddlewares } from "./admin/audit-log/middlewares"
import { adminCatalogMiddlewares } from "./admin/catalog/middlewares"
import { adminClosedDaysMiddlewares } from "./admin/closed-days/middlewares"
import { adminClosedSlotsMiddlewares } from "./admin/closed-slots/middlewares"
import { adminCustomerMergeMiddlewares } from "./admin/customers/[id]/merge/middlewares"
import { adminDeliveryWindowsMiddlewares } from "./admin/delivery-windows/middlewares"
import { adminGatewayTransactionsMiddlewares } from "./admin/gateway-transactions/middlewares"
import { adminScopeMiddlewares } from "./admin/guldasta/scope/middlewares"
import { adminLayoutsMiddlewares } from "./admin/layouts/middlewares"
import { adminNotificationsMiddlewares } from "./admin/notifications/middlewares"
import { adminOrderEditsMiddlewares } from "./admin/order-edits/middlewares"
import { adminOrderAssignmentMiddlewares } from "./admin/orders/[id]/assignment/middlewares"
import { adminCancelMoneyMiddlewares } from "./admin/orders/[id]/cancel-money"
import { adminCoreActionsMiddlewares } from "./admin/orders/[id]/core-actions"
import { adminOrderDeliveryMiddlewares } from "./admin/orders/[id]/delivery/middlewares"
import { adminPaymentsMiddlewares } from "./admin/payments/middlewares"
import { adminProductFiscalMiddlewares } from "./admin/products/[id]/fiscal/middlewares"
import { adminProductPicturesMiddlewares } from "./admin/products/pictures"
import { adminStaffMiddlewares } from "./admin/staff/middlewares"
import { adminStockCountsMiddlewares } from "./admin/stock-counts/middlewares"
import { adminStockDocumentsMiddlewares } from "./admin/stock-documents/middlewares"
import { adminStockImportMiddlewares } from "./admin/stock-import/middlewares"
import { adminStockItemsMiddlewares } from "./admin/stock-items/middlewares"
import { adminStockMovementsMiddlewares } from "./admin/stock-movements/middlewares"
import { adminStockOffersMiddlewares } from "./admin/stock-offers/middlewares"
import { adminStockShowcaseMiddlewares } from "./admin/stock-showcase/middlewares"
import { adminStockSuppliersMiddlewares } from "./admin/stock-suppliers/middlewares"
import { adminTelegramChatsMiddlewares } from "./admin/telegram-chats/middlewares"
import { adminUsersMiddlewares } from "./admin/users/middlewares"
import { authMiddlewares } from "./auth/middlewares"
import { clickHookMiddlewares } from "./hooks/click/middlewares"
import { paymentHookMiddlewares } from "./hooks/payment-hooks"
import { paymeHookMiddlewares } from "./hooks/payme/middlewares"
import { stripeHookMiddlewares } from "./hooks/stripe/middlewares"
import "./bounded-routes"
import { answerError } from "./error-handler"
import { rateLimits } from "./rate-limits"
import { requestGuard } from "./request-guard"
import "./response-headers"
import { storeCartDeliveryMiddlewares } from "./store/carts/[id]/delivery/middlewares"
import { storeCartHoldMiddlewares } from "./store/carts/[id]/hold/middlewares"
import { storeCartPromotionsMiddlewares } from "./store/carts/[id]/promotions/middlewares"
import { adminRatingMiddlewares } from "./admin/ratings/middlewares"
import { storeDeliverySlotsMiddlewares } from "./store/delivery-slots/middlewares"
import { storeOrderDeliveryMiddlewares } from "./store/orders/[id]/delivery/middlewares"
import { storeOrderInvoiceMiddlewares } from "./store/orders/[id]/payment/invoice/middlewares"
import { storeReturnsMiddlewares } from "./store/returns/middlewares"

/** Medusa loads only this file. The middlewares of each route are in the route's folder. */
export default defineMiddlewares({
  errorHandler: answerError,
  routes: [
    ...requestGuard,
    ...rateLimits,
    ...adminGuard,
    ...authMiddlewares,
    ...paymentHookMiddlewares,
    ...paymeHookMiddlewares,
    ...clickHookMiddlewares,
    ...stripeHookMiddlewares,
    ...storeDeliverySlotsMiddlewares,
    ...adminRatingMiddlewares,
    ...storeCartDeliveryMiddlewares,
    ...storeCartHoldMiddlewares,
    ...storeCartPromotionsMiddlewares,
    ...storeOrderDeliveryMiddlewares,
    ...storeOrderInvoiceMiddlewares,
    ...storeReturnsMiddlewares,
    ...adminAuditLogMiddlewares,
    ...adminCatalogMiddlewares,
    ...adminCustomerMergeMiddlewares,
    ...adminDeliveryWindowsMiddlewares,
    ...adminClosedDaysMiddlewares,
    ...adminClosedSlotsMiddlewares,
    ...adminScopeMiddlewares,
    ...adminLayoutsMiddlewares,
    ...adminNotificationsMiddlewares,
    ...adminOrderAssignmentMiddlewares,
    ...adminCancelMoneyMiddlewares,
    ...adminCoreActionsMiddlewares,
    ...adminOrderDeliveryMiddlewares,
    ...adminOrderEditsMiddlewares,
    ...adminGatewayTransactionsMiddlewares,
    ...adminPaymentsMiddlewares,
    ...adminProductFiscalMiddlewares,
    ...adminProductPicturesMiddlewares,
    ...adminStaffMiddlewares,
    ...adminStockCountsMiddlewares,
    ...adminStockDocumentsMiddlewares,
    ...adminStockImportMiddlewares,
    ...adminStockItemsMiddlewares,
    ...adminStockMovementsMiddlewares,
    ...adminStockOffersMiddlewares,
    ...adminStockShowcaseMiddlewares,
    ...adminStockSuppliersMiddlewares,
    ...adminTelegramChatsMiddlewares,
    ...adminUsersMiddlewares,
  ],
})
