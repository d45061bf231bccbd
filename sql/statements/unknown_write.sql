-- Volumes of ids that no register names, of the half hours read, several of an id added up. What is there already is not written.
-- params: settlement_date date, read smallint[], periods smallint[], ids text[], volumes_mwh numeric[]
WITH given AS (
  SELECT settlement_period, id, sum(volume_mwh) AS volume_mwh
  FROM unnest($3::smallint[], $4::text[], $5::numeric[]) AS x(settlement_period, id, volume_mwh)
  GROUP BY 1, 2
),
gone AS (
  DELETE FROM windfall.unknown_volumes u
  WHERE u.settlement_date = $1::date AND u.settlement_period = ANY ($2::smallint[])
    AND (u.settlement_period, u.id) NOT IN (SELECT settlement_period, id FROM given)
)
INSERT INTO windfall.unknown_volumes (settlement_date, settlement_period, id, volume_mwh)
SELECT $1::date, g.settlement_period, g.id, g.volume_mwh
FROM given g
LEFT JOIN windfall.unknown_volumes u ON u.settlement_date = $1::date AND u.settlement_period = g.settlement_period AND u.id = g.id
WHERE u.volume_mwh IS DISTINCT FROM g.volume_mwh
ON CONFLICT (settlement_date, settlement_period, id) DO UPDATE SET volume_mwh = excluded.volume_mwh
