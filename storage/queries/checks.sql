-- name: check_version$
PRAGMA user_version;

-- name: check_intact$
-- "ok", or the first thing that is broken.
PRAGMA quick_check(1);

-- name: check_waiting^
-- What should have gone by that moment and has not.
SELECT count(*) AS number, min(not_before) AS oldest FROM outbox
WHERE state IN ('waiting', 'sending') AND not_before < :moment;
