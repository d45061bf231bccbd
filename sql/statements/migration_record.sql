-- Records a migration in the transaction that applied it.
-- params: name text, sha256 text
INSERT INTO windfall.schema_migrations (name, sha256) VALUES ($1, $2)
