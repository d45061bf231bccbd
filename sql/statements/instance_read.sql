-- The kind of data this database holds; no row before the first migrate.
-- returns: data_source
SELECT data_source FROM windfall.instance
