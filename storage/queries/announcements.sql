-- name: announcement_add$
INSERT INTO announcements (text, attachment, audience, acknowledge, urgent, send_at, made_by, made_at)
VALUES (:text, :attachment, :audience, :acknowledge, :urgent, :send_at, :made_by, :made_at)
RETURNING id;

-- name: announcement_change!
UPDATE announcements SET text = :text, attachment = :attachment, audience = :audience,
    acknowledge = :acknowledge, urgent = :urgent, send_at = :send_at, revision = :revision
WHERE id = :id AND state IN ('draft', 'scheduled');

-- name: announcement_state!
UPDATE announcements SET state = :state, send_at = :send_at, sent_at = :sent_at
WHERE id = :id AND state = :from_state;

-- name: announcement_get^
SELECT * FROM announcements WHERE id = :id;

-- name: announcements_sent
SELECT * FROM announcements WHERE state = 'sent' ORDER BY id DESC LIMIT :limit;

-- name: announcements_scheduled
SELECT * FROM announcements WHERE state = 'scheduled' AND send_at <= :now ORDER BY id;

-- name: receipt_add!
INSERT INTO acknowledgements (announcement_id, seat_id, person_id)
VALUES (:announcement_id, :seat_id, :person_id) ON CONFLICT (announcement_id, seat_id) DO NOTHING;

-- name: receipt_acknowledge!
UPDATE acknowledgements SET acknowledged_at = :at
WHERE announcement_id = :announcement_id AND seat_id = :seat_id AND acknowledged_at IS NULL;

-- name: receipts_of
SELECT r.acknowledged_at, v.*, o.state AS outbox_state, o.reason AS outbox_reason, o.tries AS outbox_tries,
    o.maybe_doubled AS outbox_maybe_doubled, o.settled_at AS outbox_settled_at, o.not_before AS outbox_not_before
FROM acknowledgements r
JOIN seat_view v ON v.seat_id = r.seat_id
LEFT JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.announcement_id = :announcement_id ORDER BY v.agency_position, v.seat_id;

-- name: receipt_of^
SELECT * FROM acknowledgements WHERE announcement_id = :announcement_id AND seat_id = :seat_id;

-- name: digest_add$
INSERT INTO digests (code, day, facts, made_at, scheduled) VALUES (:code, :day, :facts, :made_at, :scheduled)
RETURNING id;

-- name: digest_scheduled_before^
SELECT * FROM digests WHERE scheduled = 1 AND day < :day ORDER BY id DESC LIMIT 1;

-- name: digest_of_day^
SELECT * FROM digests WHERE scheduled = 1 AND day = :day ORDER BY id DESC LIMIT 1;
