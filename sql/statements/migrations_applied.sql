-- Every migration applied so far.
-- returns: name, sha256
SELECT name, sha256 FROM windfall.schema_migrations ORDER BY name
