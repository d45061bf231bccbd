-- Moves one epoch.
-- params: key text
-- returns: key, epoch
INSERT INTO windfall.epochs AS e (key) VALUES ($1)
ON CONFLICT (key) DO UPDATE SET epoch = e.epoch + 1, moved_at = now()
RETURNING key, epoch
