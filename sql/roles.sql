-- Roles: owner migrates, ingest inserts and updates, api reads schema api. Run by the owner after every migration; idempotent.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'windfall_ingest') THEN
    CREATE ROLE windfall_ingest LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'windfall_api') THEN
    CREATE ROLE windfall_api LOGIN;
  END IF;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA windfall, api FROM PUBLIC;

GRANT USAGE ON SCHEMA windfall TO windfall_ingest;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA windfall TO windfall_ingest;
-- Rows that a transaction replaces; the calendar, the register and the runs are never deleted from.
GRANT DELETE ON windfall.curtailment_records, windfall.curtailment_half_hours, windfall.historical_bitcoin_calculations,
  windfall.bitcoin_half_hours, windfall.replacement_half_hours, windfall.curtailment_unit_days, windfall.curtailment_unit_months, windfall.bitcoin_unit_days, windfall.bitcoin_daily_summaries,
  windfall.bitcoin_monthly_summaries, windfall.bitcoin_yearly_summaries, windfall.unknown_volumes TO windfall_ingest;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA windfall TO windfall_ingest;
REVOKE INSERT, UPDATE ON windfall.schema_migrations, windfall.instance FROM windfall_ingest;
-- Keys are never changed, and partitions are written through their table, whose triggers stand for foreign keys.
REVOKE UPDATE ON windfall.curtailment_records, windfall.curtailment_half_hours, windfall.historical_bitcoin_calculations,
  windfall.bitcoin_half_hours FROM windfall_ingest;
DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
              WHERE c.relnamespace = 'windfall'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('REVOKE ALL ON %s FROM windfall_ingest', part);
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA api TO windfall_ingest, windfall_api;
GRANT SELECT ON ALL TABLES IN SCHEMA api TO windfall_ingest, windfall_api;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA api TO windfall_ingest, windfall_api;
ALTER ROLE windfall_api SET default_transaction_read_only = on;
ALTER ROLE windfall_api SET statement_timeout = '2s';
