-- The records of changed half hours.
COPY windfall.curtailment_records
  (settlement_date, settlement_period, start_utc, bm_unit, acceptance_id, bid_offer_pair_id, sequence_number, so_flag, cadl_flag,
   stor_provider_flag, repriced_indicator, volume_mwh, original_price_gbp_per_mwh, final_price_gbp_per_mwh,
   reserve_scarcity_price_gbp_per_mwh, payment_gbp, created_utc)
FROM STDIN (FORMAT binary)
