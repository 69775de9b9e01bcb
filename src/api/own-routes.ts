/** The shop's own routes that anybody may call. */
const OWN_ROUTES =
  /^\/(store\/(delivery-slots|carts\/[^/]+\/(delivery|hold)|orders\/[^/]+\/payment)|hooks\/(telegram|payme|click|stripe))(\/|$)/i

/** Whether an address, with or without a query, is one of the shop's own routes below /store and /hooks. */
export const isOwnRoute = (url: string): boolean => OWN_ROUTES.test(url.split("?")[0])
