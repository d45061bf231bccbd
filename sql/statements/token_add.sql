-- A new token by its digest; a name is used once, that of a revoked token too.
-- params: token_name text, sha256_hex text
-- returns: token_name, none where the name was used before
INSERT INTO windfall.api_tokens (token_name, sha256) VALUES ($1, ('x' || $2)::bit(256))
ON CONFLICT (token_name) DO NOTHING
RETURNING token_name
