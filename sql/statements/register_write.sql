-- A reading of the register; a later reading of the same date replaces it.
-- params: register_date date, fetched_at timestamptz, body_sha256 text, units integer, without_id integer, duplicates integer
INSERT INTO windfall.registers (register_date, fetched_at, body_sha256, units, without_id, duplicates)
VALUES ($1::date, $2::timestamptz, $3, $4::integer, $5::integer, $6::integer)
ON CONFLICT (register_date) DO UPDATE
SET fetched_at = excluded.fetched_at, body_sha256 = excluded.body_sha256, units = excluded.units,
    without_id = excluded.without_id, duplicates = excluded.duplicates
