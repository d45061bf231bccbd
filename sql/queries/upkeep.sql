-- What later readings changed, when the runs of cron last ended, how many replies were refused.
-- returns: revisions, revised_at, last_update, last_reconcile, refusals
SELECT (SELECT count(*) FROM api.revisions), (SELECT api.utc_text(max(r.revised_at)) FROM api.revisions r),
       (SELECT api.utc_text(max(r.finished_at)) FROM api.runs r WHERE r.kind = 'update'),
       (SELECT api.utc_text(max(r.finished_at)) FROM api.runs r WHERE r.kind = 'reconcile'),
       (SELECT count(*) FROM api.refusals)
