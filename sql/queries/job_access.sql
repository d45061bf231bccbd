-- Whether a token may ask for jobs: off (there is no token at all), denied, granted.
-- params: token_sha256_hex text
-- returns: access
SELECT api.job_access($1)
