-- name: traffic_note!
-- Adds to the counts of a month. Rows: [channel, sent, received].
INSERT INTO traffic (channel, month, sent, received)
SELECT json_extract(value, '$[0]'), :month, json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM json_each(:rows) WHERE true
ON CONFLICT (channel, month) DO UPDATE SET sent = sent + excluded.sent, received = received + excluded.received;

-- name: traffic_of_month
SELECT channel, sent, received FROM traffic WHERE month = :month ORDER BY channel;

-- name: traffic_refused
-- The channels on which the platform itself has said that no more messages go.
SELECT DISTINCT tried_on FROM outbox WHERE state = 'waiting' AND reason = 'quota' AND tried_on <> '' ORDER BY 1;

-- name: people_by_channel
-- Over which channel promised messages go to each person, chosen as promises_due chooses.
SELECT person_id, channel, verified_at FROM (
    SELECT b.person_id, b.channel, b.verified_at, row_number() OVER (
        PARTITION BY b.person_id
        ORDER BY b.unreachable <> '', p.prefers <> '' AND b.channel NOT LIKE p.prefers || '%',
            b.verified_at DESC, b.id DESC
    ) AS place
    FROM identities b
    JOIN people p ON p.id = b.person_id AND p.agreed_at IS NOT NULL
    WHERE b.released_at IS NULL
) WHERE place = 1 ORDER BY person_id;

-- name: announcements_hold!
-- Announcements to people who are reached on :thrifty channels alone wait until :until. :keep, where it is not
-- empty, is until when they stay useful.
UPDATE outbox SET not_before = :until, reason = 'month_quota',
    expires_at = CASE WHEN :keep > expires_at THEN :keep ELSE expires_at END
WHERE state = 'waiting' AND lane = 3 AND chat = '' AND (not_before <= :now OR reason = 'month_quota')
    AND person_id IN (
        SELECT i.person_id FROM identities i
        JOIN people p ON p.id = i.person_id AND p.agreed_at IS NOT NULL
        WHERE i.released_at IS NULL AND i.unreachable = '' GROUP BY i.person_id
        HAVING sum(i.channel NOT IN (SELECT value FROM json_each(:thrifty))) = 0
    );

-- name: announcements_free!
-- Announcements that waited go, but for those to people who are reached on :thrifty channels alone.
UPDATE outbox SET not_before = :at, due_at = :at, reason = ''
WHERE state = 'waiting' AND lane = 3 AND reason = 'month_quota' AND expires_at > :now
    AND person_id NOT IN (
        SELECT i.person_id FROM identities i
        JOIN people p ON p.id = i.person_id AND p.agreed_at IS NOT NULL
        WHERE i.released_at IS NULL AND i.unreachable = '' GROUP BY i.person_id
        HAVING sum(i.channel NOT IN (SELECT value FROM json_each(:thrifty))) = 0
    );

-- name: announcements_too_late!
-- Announcements that waited for so long that nobody needs them any more.
UPDATE outbox SET state = 'expired', settled_at = :now
WHERE state = 'waiting' AND lane = 3 AND reason = 'month_quota' AND expires_at <= :now;
