-- System prices, and Elexon's volume of accepted bids beside the sum of the bid stack: a control total, shown, never a reason to refuse.
CREATE TABLE windfall.system_prices (
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  settlement_period smallint NOT NULL CHECK (settlement_period BETWEEN 1 AND 50),
  system_sell_gbp_per_mwh numeric(18, 9),
  system_buy_gbp_per_mwh numeric(18, 9),
  accepted_bid_mwh numeric(18, 9), -- totalAcceptedBidVolume, signed
  stack_bid_mwh numeric(18, 9), -- the sum of the bid stack's volumes, all units
  PRIMARY KEY (settlement_date, settlement_period)
);

CREATE VIEW api.system_prices AS SELECT * FROM windfall.system_prices;
