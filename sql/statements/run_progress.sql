-- How far a run has come.
-- params: run_id bigint, days integer, days_total integer
UPDATE windfall.runs SET days = $2::integer, days_total = $3::integer WHERE run_id = $1::bigint
