-- Ends a token, at once and for good.
-- params: token_name text
-- returns: token_name, none where no such token stands
UPDATE windfall.api_tokens SET revoked_at = now() WHERE token_name = $1 AND revoked_at IS NULL RETURNING token_name
