-- The kind of data, for pages that show none of it.
-- params: epoch_keys text[]
-- returns: epoch, data_source, revised_at
SELECT api.epochs_text($1::text[]), (SELECT i.data_source FROM api.instance i), api.epochs_moved($1::text[])
