-- Ids seen in stacks that no register names, the most energy first.
-- returns: id, volume_mwh, first_day, last_day
SELECT id, round(volume_mwh, 3), first_day, last_day FROM api.unknown_ids ORDER BY volume_mwh DESC, id
