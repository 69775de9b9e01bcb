import type { Mode } from "../support/shop-process"
import { hasRedis, type ShopOptions } from "../support/shop-processes"

export type Topology = { name: string; modes: Mode[]; options: ShopOptions }

/**
 * Two deployments: one process, and two processes behind a balancer that share state only through Redis and
 * PostgreSQL.
 */
export function topologies(): Topology[] {
  const one: Topology = { name: "one process", modes: ["shared"], options: {} }
  if (!hasRedis()) {
    console.log("Skipped: redis-server is not installed, so the shop on two processes is not tested.")
    return [one]
  }
  return [one, { name: "two processes over Redis", modes: ["shared", "shared"], options: { redis: true } }]
}
