-- Fills the calendar from :from to :to out of the days that the program has stored: every day of 48 half hours that has no complete one
-- becomes a copy of one of them under its own date. Days of 46 and 50 are left to the program, and the Bitcoin is that of the copied day
-- until it is recalculated. For the database of a benchmark, as superuser, from the root of the checkout:
-- psql -v from=2016-01-01 -v to=2025-12-31 -f tests/bench/fill.sql
\set ON_ERROR_STOP on
SET session_replication_role = replica; -- copies of rows that were checked when they were stored
SET synchronous_commit = off;
SET client_min_messages = warning;

SELECT windfall.partition_ensure(year) AS partitions
FROM generate_series(extract(year FROM :'from'::date)::integer, extract(year FROM :'to'::date)::integer) AS year \g /dev/null

CREATE TEMP TABLE template AS
SELECT settlement_date, row_number() OVER (ORDER BY settlement_date) - 1 AS n, count(*) OVER () AS days
FROM windfall.settlement_days
WHERE complete = 48 AND periods = 48;

CREATE TEMP TABLE filled AS
SELECT d.settlement_date, d.day_start_utc, t.settlement_date AS template
FROM windfall.settlement_days d
JOIN template t ON t.n = (d.settlement_date - DATE '2000-01-01') % t.days
WHERE d.settlement_date BETWEEN :'from' AND :'to' AND d.periods = 48 AND d.complete = 0
ORDER BY d.settlement_date;

-- Each table whose rows are a day's; what a column holds is the template's, but for the date and the times that follow from it.
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns,
           string_agg(CASE c.column_name
                        WHEN 'settlement_date' THEN 'f.settlement_date'
                        WHEN 'day_start_utc' THEN 'f.day_start_utc'
                        WHEN 'start_utc' THEN 'f.day_start_utc + (r.settlement_period - 1) * interval ''30 minutes'''
                        ELSE 'r.' || quote_ident(c.column_name)
                      END, ', ' ORDER BY c.ordinal_position) AS values
    FROM information_schema.columns c
    WHERE c.table_schema = 'windfall' AND c.table_name NOT IN ('settlement_days', 'revisions', 'refusals')
      AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = format('windfall.%I', c.table_name)::regclass)
    GROUP BY c.table_name
    HAVING bool_or(c.column_name = 'settlement_date')
  LOOP
    EXECUTE format('INSERT INTO windfall.%I (%s) SELECT %s FROM filled f
                    CROSS JOIN LATERAL (SELECT * FROM windfall.%I WHERE settlement_date = f.template OFFSET 0) r',
                   kept.table_name, kept.columns, kept.values, kept.table_name);
  END LOOP;
END
$$;

UPDATE windfall.settlement_days d
SET complete = d.periods, provisional = 0, empty = 0, revised_at = now()
FROM filled f
WHERE d.settlement_date = f.settlement_date;

-- Months and years by the program's own statements.
\set unit_months `cat sql/statements/unit_months_build.sql`
\set monthly `cat sql/statements/monthly_build.sql`
\set bitcoin_monthly `cat sql/statements/bitcoin_monthly_build.sql`
\set yearly `cat sql/statements/yearly_build.sql`
\set bitcoin_yearly `cat sql/statements/bitcoin_yearly_build.sql`
PREPARE unit_months (date) AS :unit_months;
PREPARE monthly (date) AS :monthly;
PREPARE bitcoin_monthly (date) AS :bitcoin_monthly;
PREPARE yearly (date) AS :yearly;
PREPARE bitcoin_yearly (date) AS :bitcoin_yearly;
SELECT format('EXECUTE unit_months(%L)', month), format('EXECUTE monthly(%L)', month), format('EXECUTE bitcoin_monthly(%L)', month)
FROM (SELECT DISTINCT date_trunc('month', settlement_date)::date AS month FROM filled) months \gexec
SELECT format('EXECUTE yearly(%L)', year), format('EXECUTE bitcoin_yearly(%L)', year)
FROM (SELECT DISTINCT date_trunc('year', settlement_date)::date AS year FROM filled) years \gexec

INSERT INTO windfall.epochs (key)
SELECT DISTINCT unnest(ARRAY['day:' || to_char(settlement_date, 'YYYY-MM-DD'), 'month:' || to_char(settlement_date, 'YYYY-MM'),
                             'year:' || to_char(settlement_date, 'YYYY'), 'ranges'])
FROM filled
ON CONFLICT (key) DO NOTHING;
RESET session_replication_role;
VACUUM ANALYZE;
