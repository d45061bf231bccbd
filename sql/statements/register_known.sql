-- Whether this very register was stored before.
-- params: register_date date, body_sha256 text
-- returns: known
SELECT EXISTS (SELECT FROM windfall.registers WHERE register_date = $1::date AND body_sha256 = $2)
