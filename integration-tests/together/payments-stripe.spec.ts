import { configureGateways } from "./gateways"
import { together } from "./together"

beforeAll(configureGateways)
together("payments-stripe")
