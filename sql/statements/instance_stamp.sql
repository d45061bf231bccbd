-- Stamps a new database; an older stamp stays.
-- params: data_source text
INSERT INTO windfall.instance (data_source) VALUES ($1) ON CONFLICT DO NOTHING
