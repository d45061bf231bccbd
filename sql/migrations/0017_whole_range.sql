-- Pages without a range of their own: totals of all days, of a unit or a party. And when each epoch last moved: a page's Last-Modified is
-- that of the newest, for a register changes pages too.
ALTER TABLE windfall.epochs ADD COLUMN moved_at timestamptz NOT NULL DEFAULT now();
CREATE OR REPLACE VIEW api.epochs AS SELECT * FROM windfall.epochs;

CREATE FUNCTION api.epochs_moved(keys text[]) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT api.utc_text(max(e.moved_at)) FROM api.epochs e WHERE e.key = ANY (keys) $$;

CREATE OR REPLACE FUNCTION api.page_head(epoch_keys text[], from_date date, to_date date)
RETURNS TABLE (epoch text, data_source text, expected bigint, complete bigint, provisional bigint, revised_at text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
SELECT api.epochs_text(epoch_keys), (SELECT i.data_source FROM api.instance i), sum(d.expected), sum(d.complete), sum(d.provisional),
       api.epochs_moved(epoch_keys)
FROM api.days(from_date, to_date) d
$$;

-- The same of all days, from the first with a complete half hour to the last.
CREATE FUNCTION api.whole_head(epoch_keys text[])
RETURNS TABLE (epoch text, data_source text, expected bigint, complete bigint, provisional bigint, revised_at text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
SELECT api.epochs_text(epoch_keys), (SELECT i.data_source FROM api.instance i), coalesce(sum(d.periods), 0), coalesce(sum(d.complete), 0),
       coalesce(sum(d.provisional), 0), api.epochs_moved(epoch_keys)
FROM api.settlement_days d
WHERE d.settlement_date BETWEEN (SELECT min(k.settlement_date) FROM api.settlement_days k WHERE k.complete > 0)
                            AND (SELECT max(k.settlement_date) FROM api.settlement_days k WHERE k.complete > 0)
$$;

-- The lead parties of each wind unit over time; one after the other the same is one. Null is a party of its own.
CREATE VIEW api.wind_unit_parties AS
SELECT bm_unit, lead_party, from_date, coalesce(lead(from_date) OVER w, 'infinity'::date) AS before_date
FROM (SELECT p.bm_unit, p.lead_party, p.from_date,
             p.from_date = '-infinity' OR p.lead_party IS DISTINCT FROM lag(p.lead_party) OVER v AS begins
      FROM api.bm_unit_parties p
      JOIN windfall.bm_units u ON u.bm_unit = p.bm_unit
      WHERE u.ever_wind
      WINDOW v AS (PARTITION BY p.bm_unit ORDER BY p.from_date)) changes
WHERE begins
WINDOW w AS (PARTITION BY bm_unit ORDER BY from_date);

-- A unit's totals of a range of days, before_date excluded; nulls where it has no record, payment_gbp where a part is unknown.
CREATE FUNCTION api.unit_totals(bm_unit text, definition text, from_date date, before_date date)
RETURNS TABLE (first_curtailment date, last_curtailment date, records bigint, curtailed_mwh numeric, payment_gbp numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
SELECT min(u.settlement_date), max(u.settlement_date), sum(u.records), sum(u.curtailed_mwh),
       CASE WHEN count(u.payment_gbp) = count(*) THEN sum(u.payment_gbp) END
FROM api.curtailment_unit_days u
WHERE u.bm_unit = $1 AND u.definition = $2 AND u.settlement_date >= $3 AND u.settlement_date < $4
$$;

DROP INDEX windfall.curtailment_unit_days_by_unit;
CREATE INDEX curtailment_unit_days_by_unit ON windfall.curtailment_unit_days (bm_unit, definition, settlement_date)
  INCLUDE (records, curtailed_mwh, payment_gbp);
