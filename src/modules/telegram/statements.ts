/** The shopper of a cart, unless they blocked the bot. @param cart an SQL expression, the cart's id */
export const readerOfCart = (cart: string) => `
  SELECT account.telegram_id, account.language FROM telegram_account account
  WHERE account.cart_id = ${cart} AND account.deleted_at IS NULL AND account.blocked_at IS NULL`

/** Whether a customer is a shopper of the bot. @param customer an SQL expression, the customer's id */
export const isShopper = (customer: string) => `EXISTS (
    SELECT FROM telegram_account shopper WHERE shopper.customer_id = ${customer} AND shopper.deleted_at IS NULL
  )`

/** Whether a shopper's bot uses a cart. @param cart an SQL expression, the cart's id */
export const isCartOfAccount = (cart: string) =>
  `EXISTS (SELECT FROM telegram_account account WHERE account.cart_id = ${cart} AND account.deleted_at IS NULL)`
