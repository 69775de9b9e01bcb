import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { pattern } from "./labels"

/** Taps the number of a product in a list of products. @param product matches its line of the list */
export async function tapsListed(shopper: SandboxPerson, product: RegExp): Promise<void> {
  const { text, caption } = await shopper.sees(product)
  const line = (text ?? caption ?? "").split("\n").find((one) => product.test(one)) ?? ""
  await shopper.taps(pattern`^${/^\d+/.exec(line)?.[0] ?? "?"}$`)
}
