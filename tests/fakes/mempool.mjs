// mempool's API: the retargets, newest first, and daily prices in GBP and USD; -1 where one is missing.
import { FakeServer } from './server.mjs';

export class FakeMempool extends FakeServer {
  epochs = []; // {time (UTC seconds), height, difficulty (text)}, oldest first
  prices = new Map(); // "YYYY-MM-DD" → text, in GBP
  dollars = new Map();

  constructor(options) {
    super((url) => this.#find(new URL(url, 'http://fake')), options);
  }

  #find({ pathname, searchParams }) {
    if (pathname === '/api/v1/mining/difficulty-adjustments') return { status: 200, body: this.#adjustments() };
    if (pathname === '/api/v1/historical-price')
      return {
        status: 200,
        body: this.#price(searchParams.get('currency'), Number(searchParams.get('timestamp'))),
      };
    return { status: 404, body: '{"message":"not found"}' };
  }
  #adjustments() {
    const rows = this.epochs.map(({ time, height, difficulty }) => `[${time},${height},${difficulty},1.01]`);
    return `[${rows.reverse().join(',')}]`;
  }
  #price(currency, timestamp) {
    const quotes = currency === 'USD' ? this.dollars : this.prices;
    const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
    const midnight = Date.parse(`${day}T00:00:00Z`) / 1000;
    return `{"prices":[{"time":${midnight},"${currency}":${quotes.get(day) ?? -1}}],"exchangeRates":{"USDGBP":0.75}}`;
  }
}
