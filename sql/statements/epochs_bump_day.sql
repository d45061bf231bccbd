-- Moves the epochs of everything that a day's figures appear in.
-- params: settlement_date date
-- returns: key, epoch
INSERT INTO windfall.epochs AS e (key)
VALUES ('day:' || to_char($1::date, 'YYYY-MM-DD')), ('month:' || to_char($1::date, 'YYYY-MM')), ('ranges'),
       ('year:' || to_char($1::date, 'YYYY'))
ON CONFLICT (key) DO UPDATE SET epoch = e.epoch + 1, moved_at = now()
RETURNING key, epoch
