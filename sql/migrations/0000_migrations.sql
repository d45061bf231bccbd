-- The migrations' own book-keeping: applied first, recorded in itself.
CREATE SCHEMA windfall;
CREATE TABLE windfall.schema_migrations (
  name text PRIMARY KEY, -- file name
  sha256 text NOT NULL,  -- of its text; a file that changed after it was applied is refused
  applied_at timestamptz NOT NULL DEFAULT now()
);
