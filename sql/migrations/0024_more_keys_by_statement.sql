-- The same for the sources that are read beside the stacks (see 0023).
CREATE FUNCTION windfall.check_key_by_statement(child name, parent name, key text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  replaced name := (SELECT conname FROM pg_constraint
                    WHERE contype = 'f' AND conrelid = format('windfall.%I', child)::regclass
                      AND confrelid = format('windfall.%I', parent)::regclass);
BEGIN
  EXECUTE format(
    'ALTER TABLE windfall.%1$I DROP CONSTRAINT %4$I;
     CREATE TRIGGER %5$I AFTER INSERT ON windfall.%1$I REFERENCING NEW TABLE AS added FOR EACH STATEMENT
       EXECUTE FUNCTION windfall.parents_exist(%2$L, %3$L);
     CREATE TRIGGER %6$I AFTER DELETE ON windfall.%2$I REFERENCING OLD TABLE AS removed FOR EACH STATEMENT
       EXECUTE FUNCTION windfall.children_gone(%1$L, %3$L);
     CREATE TRIGGER %7$I BEFORE UPDATE OF %3$s ON windfall.%1$I FOR EACH STATEMENT EXECUTE FUNCTION windfall.key_stays();
     CREATE TRIGGER %8$I BEFORE UPDATE OF %3$s ON windfall.%2$I FOR EACH STATEMENT EXECUTE FUNCTION windfall.key_stays()',
    child, parent, key, replaced, 'in_' || parent, 'of_' || child, 'key_in_' || parent, 'key_of_' || child);
END
$$;

SELECT windfall.check_key_by_statement('notification_unit_days', 'bm_units', 'bm_unit'),
       windfall.check_key_by_statement('notification_unit_days', 'settlement_days', 'settlement_date'),
       windfall.check_key_by_statement('replacement_half_hours', 'curtailment_definitions', 'definition'),
       windfall.check_key_by_statement('replacement_half_hours', 'periods', 'settlement_date, settlement_period, start_utc'),
       windfall.check_key_by_statement('system_prices', 'settlement_days', 'settlement_date'),
       windfall.check_key_by_statement('wind_generation', 'settlement_days', 'settlement_date');
DROP FUNCTION windfall.check_key_by_statement;
