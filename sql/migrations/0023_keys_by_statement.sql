-- Foreign keys of the tables that grow by half hours, or by units and days, checked once a statement: row by row they took a third of a day's
-- ingest. The rows of a statement are compared with their parents at once, within the days they span. Keys are never changed on either side.
CREATE FUNCTION windfall.parents_exist() RETURNS trigger -- of the rows added: parent, key
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  span text := 'true';
  orphaned boolean;
BEGIN
  IF TG_ARGV[1] LIKE 'settlement_date%' THEN
    SELECT format('settlement_date BETWEEN %L AND %L', min(settlement_date), max(settlement_date)) INTO span FROM added;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT %1$s FROM added EXCEPT SELECT %1$s FROM windfall.%2$I WHERE %3$s)', TG_ARGV[1], TG_ARGV[0], span)
  INTO orphaned;
  IF orphaned THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %s whose %s is not in %s', TG_TABLE_NAME, TG_ARGV[1], TG_ARGV[0]);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION windfall.children_gone() RETURNS trigger -- of the rows removed: child, key
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  span text := 'true';
  orphaning boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM removed) THEN
    RETURN NULL;
  END IF;
  IF TG_ARGV[1] LIKE 'settlement_date%' THEN
    SELECT format('settlement_date BETWEEN %L AND %L', min(settlement_date), max(settlement_date)) INTO span FROM removed;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT %1$s FROM removed INTERSECT SELECT %1$s FROM windfall.%2$I WHERE %3$s)', TG_ARGV[1], TG_ARGV[0], span)
  INTO orphaning;
  IF orphaning THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %s that rows of %s belong to cannot go', TG_TABLE_NAME, TG_ARGV[0]);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION windfall.key_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = format('the key of %s is never changed', TG_TABLE_NAME);
END
$$;

DROP FUNCTION windfall.bitcoin_added CASCADE;
DROP FUNCTION windfall.half_hours_removed CASCADE;

DO $$
DECLARE
  k record;
  replaced name;
BEGIN
  FOR k IN
    SELECT child, parent, key, 'AFTER %s ON windfall.%I REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION windfall.%s(%L, %L)' AS checks
    FROM (VALUES ('curtailment_records', 'bm_units', 'bm_unit'),
                 ('curtailment_records', 'periods', 'settlement_date, settlement_period, start_utc'),
                 ('curtailment_half_hours', 'bm_units', 'bm_unit'),
                 ('curtailment_half_hours', 'curtailment_definitions', 'definition'),
                 ('curtailment_half_hours', 'periods', 'settlement_date, settlement_period, start_utc'),
                 ('historical_bitcoin_calculations', 'curtailment_half_hours',
                  'settlement_date, settlement_period, definition, bm_unit, start_utc'),
                 ('historical_bitcoin_calculations', 'miners', 'miner'),
                 ('bitcoin_half_hours', 'curtailment_definitions', 'definition'),
                 ('bitcoin_half_hours', 'miners', 'miner'),
                 ('bitcoin_half_hours', 'periods', 'settlement_date, settlement_period, start_utc'),
                 ('curtailment_unit_days', 'bm_units', 'bm_unit'),
                 ('curtailment_unit_days', 'curtailment_definitions', 'definition'),
                 ('curtailment_unit_days', 'settlement_days', 'settlement_date'),
                 ('bitcoin_unit_days', 'curtailment_unit_days', 'settlement_date, definition, bm_unit'),
                 ('bitcoin_unit_days', 'miners', 'miner')) AS keys (child, parent, key)
  LOOP
    SELECT conname INTO replaced
    FROM pg_constraint
    WHERE contype = 'f' AND conparentid = 0 AND conrelid = format('windfall.%I', k.child)::regclass
      AND confrelid = format('windfall.%I', k.parent)::regclass;
    IF FOUND THEN
      EXECUTE format('ALTER TABLE windfall.%I DROP CONSTRAINT %I', k.child, replaced);
    END IF;
    EXECUTE format('CREATE TRIGGER %I ', 'in_' || k.parent) ||
            format(k.checks, 'INSERT', k.child, 'NEW TABLE AS added', 'parents_exist', k.parent, k.key);
    EXECUTE format('CREATE TRIGGER %I ', 'of_' || k.child) ||
            format(k.checks, 'DELETE', k.parent, 'OLD TABLE AS removed', 'children_gone', k.child, k.key);
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OF %s ON windfall.%I FOR EACH STATEMENT EXECUTE FUNCTION windfall.key_stays()',
                   'key_in_' || k.parent, k.key, k.child);
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OF %s ON windfall.%I FOR EACH STATEMENT EXECUTE FUNCTION windfall.key_stays()',
                   'key_of_' || k.child, k.key, k.parent);
  END LOOP;
END
$$;
