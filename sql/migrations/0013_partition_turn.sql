-- Partitions of a year are made beside the table and attached: that waits for no reader and no writer, as CREATE … PARTITION OF would, which
-- with several runs at work could be a deadlock. Two runs that want the same year make it one after the other.
CREATE OR REPLACE FUNCTION windfall.partition_ensure(year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parent text;
  part text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('windfall'), hashtext('turn: partitions'));
  FOREACH parent IN ARRAY ARRAY['curtailment_records', 'curtailment_half_hours', 'historical_bitcoin_calculations'] LOOP
    part := parent || '_' || year;
    IF to_regclass(format('windfall.%I', part)) IS NULL THEN
      EXECUTE format('CREATE TABLE windfall.%I (LIKE windfall.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
      EXECUTE format('ALTER TABLE windfall.%I ATTACH PARTITION windfall.%I FOR VALUES FROM (%L) TO (%L)', parent, part,
                     make_date(year, 1, 1), make_date(year + 1, 1, 1));
    END IF;
  END LOOP;
END
$$;
