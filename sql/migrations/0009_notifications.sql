-- What each wind unit notified that it would generate (PN), in MWh: a row a unit and day that was asked for, its half hours in one array, for
-- there are twelve thousand a day. A half hour that is not known is null; a unit that notified nothing has none.
CREATE TABLE windfall.notification_unit_days (
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  bm_unit text NOT NULL REFERENCES windfall.bm_units,
  half_hours_mwh numeric[] NOT NULL CHECK (cardinality(half_hours_mwh) <= 50), -- element p is settlement period p, to 9 decimals
  half_hours smallint NOT NULL CHECK (half_hours BETWEEN 0 AND cardinality(half_hours_mwh)), -- of these known
  notified_mwh numeric(20, 9) NOT NULL, -- of the known ones
  PRIMARY KEY (settlement_date, bm_unit)
);
CREATE INDEX notification_unit_days_by_unit ON windfall.notification_unit_days (bm_unit, settlement_date) INCLUDE (half_hours, notified_mwh);
-- A day's total with a coverage of its own. A half hour counts where each unit that notified anything that day, or was curtailed in it, did.
CREATE TABLE windfall.notification_days (
  settlement_date date PRIMARY KEY REFERENCES windfall.settlement_days,
  units integer NOT NULL CHECK (units >= 0), -- that notified anything
  unread integer NOT NULL CHECK (unread >= 0), -- wind units about which no reply came
  half_hours smallint NOT NULL CHECK (half_hours BETWEEN 0 AND 50),
  notified_mwh numeric(22, 9) NOT NULL, -- of these half hours
  read_at timestamptz NOT NULL
);

CREATE VIEW api.notification_unit_days AS SELECT * FROM windfall.notification_unit_days;
-- Half hours: of a day all are known, or its total is not.
CREATE VIEW api.notification_days AS
SELECT n.settlement_date, n.units, CASE WHEN n.unread = 0 THEN n.half_hours ELSE 0 END AS half_hours, n.notified_mwh, n.read_at
FROM windfall.notification_days n;
-- By half hour.
CREATE VIEW api.physical_notifications AS
SELECT n.settlement_date, h.settlement_period::integer AS settlement_period, n.bm_unit, h.notified_mwh
FROM windfall.notification_unit_days n
CROSS JOIN LATERAL unnest(n.half_hours_mwh) WITH ORDINALITY AS h (notified_mwh, settlement_period);

-- What a unit notified over all days with figures; null where one of them is not known in full. A unit that neither notified anything nor was
-- curtailed on a day was not at work.
CREATE FUNCTION api.unit_notified(bm_unit text) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN bool_and(n.half_hours = d.periods
                          OR (n.half_hours = 0 AND NOT EXISTS (SELECT
                                                               FROM api.curtailment_unit_days c
                                                               WHERE c.settlement_date = d.settlement_date AND c.definition = 'all_bids'
                                                                 AND c.bm_unit = n.bm_unit)))
                 AND count(n.bm_unit) = count(*)
            THEN sum(n.notified_mwh) END
FROM api.settlement_days d
LEFT JOIN api.notification_unit_days n ON n.settlement_date = d.settlement_date AND n.bm_unit = $1
WHERE d.complete > 0
$$;
