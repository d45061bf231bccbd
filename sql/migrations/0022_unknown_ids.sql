-- Ids seen in stacks that no register names: the volume accepted of each, bids and offers together, without their signs. A later reading of the
-- half hour replaces it.
CREATE TABLE windfall.unknown_volumes (
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  settlement_period smallint NOT NULL,
  id text NOT NULL CHECK (octet_length(id) < 40), -- empty: the row has none
  volume_mwh numeric NOT NULL CHECK (volume_mwh >= 0),
  PRIMARY KEY (settlement_date, settlement_period, id)
);

-- A number is an action outside the balancing mechanism, which no register will ever name: these are one row. An id that a later register
-- names is unknown no more.
CREATE VIEW api.unknown_ids AS
SELECT CASE WHEN u.id ~ '^[0-9]+$' THEN 'numbers' WHEN u.id = '' THEN 'none' ELSE u.id END AS id, sum(u.volume_mwh) AS volume_mwh,
       min(u.settlement_date) AS first_day, max(u.settlement_date) AS last_day
FROM windfall.unknown_volumes u
WHERE NOT EXISTS (SELECT FROM windfall.bm_units b WHERE b.bm_unit = u.id)
GROUP BY 1;
