import { startSandbox } from "../../bot/support"
import { configureGateways } from "../../together/gateways"

/** Sets the environment of a shop with the bot and all gateways. Call it before the shop starts. */
export async function configureModel(): Promise<void> {
  await configureGateways()
  await startSandbox()
}
