-- Whether the book-keeping of migrations is there: false in a new database.
-- returns: exists
SELECT to_regclass('windfall.schema_migrations') IS NOT NULL
