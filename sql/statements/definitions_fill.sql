-- The definitions of curtailment, from the program's table.
-- params: definitions text[], titles text[], so_flagged_only boolean[]
INSERT INTO windfall.curtailment_definitions AS d (definition, title, so_flagged_only)
SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[])
ON CONFLICT (definition) DO UPDATE SET title = excluded.title
WHERE d.title IS DISTINCT FROM excluded.title
