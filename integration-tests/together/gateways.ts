import { clickEnvironment } from "../payments/click-support"
import { configurePayme } from "../payments/payme-support"
import { stripeEnvironment } from "../payments/stripe-support"
import { standInPort } from "../support/free-port"

/** Sets the environment of all gateways, for a shop whose suites use different ones. */
export async function configureGateways(): Promise<void> {
  configurePayme()
  const url = async (gateway: string) => `http://127.0.0.1:${await standInPort(gateway)}`
  Object.assign(process.env, clickEnvironment(await url("click")), stripeEnvironment(await url("stripe")))
}
