-- The epochs of a page's groups, where Redis holds no copy of them.
-- params: epoch_keys text[]
-- returns: epoch
SELECT api.epochs_text($1::text[])
