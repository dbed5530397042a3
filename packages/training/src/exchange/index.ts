export { createExchange } from './exchange.ts';
export { standardHeaders } from './types.ts';
export type {
  Accepted,
  CallEnd,
  Connection,
  Exchange,
  ExchangeConfig,
  ExchangeDeps,
  ExchangeEvent,
  ExchangeFigures,
  ExchangeHeaders,
  Side,
} from './types.ts';
