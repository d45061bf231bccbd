-- The definitions of curtailment, from the program's table.
-- params: definitions jsonb
INSERT INTO windfall.curtailment_definitions AS d (definition, title, so_flagged_only)
SELECT definition, title, so_flagged_only
FROM jsonb_to_recordset($1::jsonb) AS x(definition text, title text, so_flagged_only boolean)
ON CONFLICT (definition) DO UPDATE SET title = excluded.title
WHERE d.title IS DISTINCT FROM excluded.title
