import { callValue } from "./call-value"

const current = callValue<string>("store client")

/** Runs a request of the Store API; {@link storeClient} answers with its client. @param address see `countedAddress` */
export const asStoreClient = (address: string, act: () => void): void => current.run(address, act)

/**
 * The address of the client whose Store API request is being answered, as rate limits count it. Undefined in the bot, in
 * jobs and in the admin.
 */
export const storeClient = (): string | undefined => current.get()
