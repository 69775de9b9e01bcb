import { configureModel } from "../http/order-model/environment"
import { together } from "./together"

beforeAll(configureModel)
together("http-orders")
