-- name: announcement_add$
INSERT INTO announcements (text, attachment, audience, acknowledge, urgent, send_at, state, pieces, album,
    corrects, made_by, made_at)
VALUES (:text, :attachment, :audience, :acknowledge, :urgent, :send_at, :state, :pieces, :album,
    :corrects, :made_by, :made_at)
RETURNING id;

-- name: announcement_change!
UPDATE announcements SET text = :text, attachment = :attachment, audience = :audience,
    acknowledge = :acknowledge, urgent = :urgent, send_at = :send_at, state = :state, pieces = :pieces,
    album = :album, revision = revision + 1
WHERE id = :id AND revision = :revision AND state IN ('draft', 'scheduled');

-- name: announcement_sent!
UPDATE announcements SET state = 'sent', send_at = :send_at, sent_at = :sent_at
WHERE id = :id AND revision = :revision AND state IN ('draft', 'scheduled');

-- name: announcement_close!
UPDATE announcements SET state = :state WHERE id = :id AND state IN ('draft', 'scheduled');

-- name: announcement_correct!
UPDATE announcements SET text = :text, corrections = corrections + 1 WHERE id = :id AND state = 'sent';

-- name: announcement_reminded!
UPDATE announcements SET reminders = reminders + 1, reminded_at = :at WHERE id = :id;

-- name: announcement_reported!
UPDATE announcements SET reported = 1 WHERE id = :id;

-- name: announcement_get^
SELECT * FROM announcements WHERE id = :id;

-- name: announcement_of_album^
SELECT * FROM announcements WHERE made_by = :made_by AND album = :album ORDER BY id DESC LIMIT 1;

-- name: announcements_sent
SELECT * FROM announcements WHERE state = 'sent' ORDER BY sent_at DESC, id DESC LIMIT :limit;

-- name: announcements_waiting
SELECT * FROM announcements WHERE state = 'scheduled' ORDER BY send_at, id;

-- name: announcements_scheduled
SELECT * FROM announcements WHERE state = 'scheduled' AND send_at <= :now ORDER BY send_at, id;

-- name: announcements_unreported
SELECT * FROM announcements WHERE state = 'sent' AND reported = 0 AND send_at <= :before ORDER BY id;

-- name: receipts_add*!
INSERT INTO acknowledgements (announcement_id, seat_id, person_id)
VALUES (:announcement_id, :seat_id, :person_id) ON CONFLICT (announcement_id, seat_id) DO NOTHING;

-- name: receipt_acknowledge!
UPDATE acknowledgements SET acknowledged_at = :at
WHERE announcement_id = :announcement_id AND seat_id = :seat_id AND acknowledged_at IS NULL;

-- name: receipt_of^
SELECT * FROM acknowledgements WHERE announcement_id = :announcement_id AND seat_id = :seat_id;

-- name: announcements_unacknowledged
-- What reached a seat since a moment and waits for its receipt.
SELECT a.* FROM acknowledgements r JOIN announcements a ON a.id = r.announcement_id
JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.seat_id = :seat_id AND r.acknowledged_at IS NULL AND a.acknowledge = 1 AND a.state = 'sent'
    AND a.send_at >= :since AND o.state IN ('sent', 'unsure')
ORDER BY a.id;

-- name: announcement_deliveries
-- What became of an announcement for each recipient, in protocol order.
SELECT r.acknowledged_at, rp.name AS receipt_person, v.*, coalesce(o.state, 'waiting') AS outbox_state,
    coalesce(o.reason, '') AS outbox_reason, coalesce(o.tries, 0) AS outbox_tries,
    coalesce(o.maybe_doubled, 0) AS outbox_maybe_doubled, o.settled_at AS outbox_settled_at,
    o.not_before AS outbox_not_before, coalesce(o.channel, '') AS outbox_channel
FROM acknowledgements r
JOIN people rp ON rp.id = r.person_id
JOIN seat_view v ON v.seat_id = r.seat_id
LEFT JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.announcement_id = :announcement_id
ORDER BY CASE v.seat_role WHEN 'chair' THEN 0 WHEN 'standing_deputy' THEN 1 WHEN 'deputy' THEN 2
    WHEN 'member' THEN 3 WHEN 'secretariat_lead' THEN 4 ELSE 5 END, v.agency_position, v.seat_id LIMIT :limit;

-- name: deliveries_troubled
-- Only those that have not arrived and are no longer on the way or are tried again, or may have arrived twice.
SELECT r.acknowledged_at, rp.name AS receipt_person, v.*, o.state AS outbox_state, o.reason AS outbox_reason,
    o.tries AS outbox_tries, o.maybe_doubled AS outbox_maybe_doubled, o.settled_at AS outbox_settled_at,
    o.not_before AS outbox_not_before, coalesce(o.channel, '') AS outbox_channel
FROM acknowledgements r
JOIN people rp ON rp.id = r.person_id
JOIN seat_view v ON v.seat_id = r.seat_id
JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.announcement_id = :announcement_id
    AND (o.state NOT IN ('waiting', 'sending', 'sent') OR o.state = 'waiting' AND o.tries > 0
        OR o.maybe_doubled = 1)
ORDER BY CASE v.seat_role WHEN 'chair' THEN 0 WHEN 'standing_deputy' THEN 1 WHEN 'deputy' THEN 2
    WHEN 'member' THEN 3 WHEN 'secretariat_lead' THEN 4 ELSE 5 END, v.agency_position, v.seat_id LIMIT :limit;

-- name: deliveries_acknowledged
-- Only those that arrived and have, or have not, been acknowledged.
SELECT r.acknowledged_at, rp.name AS receipt_person, v.*, o.state AS outbox_state, o.reason AS outbox_reason,
    o.tries AS outbox_tries, o.maybe_doubled AS outbox_maybe_doubled, o.settled_at AS outbox_settled_at,
    o.not_before AS outbox_not_before, coalesce(o.channel, '') AS outbox_channel
FROM acknowledgements r
JOIN people rp ON rp.id = r.person_id
JOIN seat_view v ON v.seat_id = r.seat_id
JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.announcement_id = :announcement_id
    AND CASE WHEN r.acknowledged_at IS NULL THEN 0 ELSE 1 END = :acknowledged
    AND (:acknowledged = 1 OR o.state IN ('sent', 'unsure'))
ORDER BY CASE v.seat_role WHEN 'chair' THEN 0 WHEN 'standing_deputy' THEN 1 WHEN 'deputy' THEN 2
    WHEN 'member' THEN 3 WHEN 'secretariat_lead' THEN 4 ELSE 5 END, v.agency_position, v.seat_id LIMIT :limit;

-- name: deliveries_tally
SELECT coalesce(o.state, 'waiting') AS state, count(*) AS number,
    sum(coalesce(o.maybe_doubled, 0)) AS doubled, count(r.acknowledged_at) AS acknowledged,
    sum(coalesce(o.state = 'waiting' AND o.reason = 'month_quota', 0)) AS held
FROM acknowledgements r
LEFT JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.announcement_id = :announcement_id GROUP BY 1 ORDER BY 1;

-- name: announcement_messages
-- Where the announcement arrived: the message that can be changed there, and who holds the seat now.
SELECT r.acknowledged_at, rp.name AS receipt_person, v.*, o.state AS outbox_state, o.message AS outbox_message,
    o.channel AS outbox_channel
FROM acknowledgements r
JOIN people rp ON rp.id = r.person_id
JOIN seat_view v ON v.seat_id = r.seat_id
JOIN outbox o ON o.key = 'announcement:' || r.announcement_id || ':seat:' || r.seat_id
WHERE r.announcement_id = :announcement_id AND r.person_id = v.person_id
    AND o.state IN ('sent', 'unsure', 'sending')
ORDER BY CASE v.seat_role WHEN 'chair' THEN 0 WHEN 'standing_deputy' THEN 1 WHEN 'deputy' THEN 2
    WHEN 'member' THEN 3 WHEN 'secretariat_lead' THEN 4 ELSE 5 END, v.agency_position, v.seat_id;

-- name: announcement_reword!
-- What still waits goes in its corrected form.
UPDATE outbox SET text = :text
WHERE about = :about AND kind = 'announcement' AND state = 'waiting' AND replaces = ''
    AND key = 'announcement:' || :id || ':seat:' || seat_id
    AND (SELECT language FROM people p WHERE p.id = person_id) = :language;

-- name: said_with_key^
SELECT text, message, channel FROM outbox WHERE key = :key;

-- name: digest_add$
INSERT INTO digests (code, day, facts, made_at, scheduled) VALUES (:code, :day, :facts, :made_at, :scheduled)
RETURNING id;

-- name: digest_scheduled_before^
SELECT * FROM digests WHERE scheduled = 1 AND day < :day ORDER BY id DESC LIMIT 1;

-- name: digest_of_day^
SELECT * FROM digests WHERE scheduled = 1 AND day = :day ORDER BY id DESC LIMIT 1;

-- name: digest_choices$
-- The numbered choices under the newest digest that reached a person, on whichever channel.
SELECT choices FROM outbox
WHERE (channel, chat) IN (SELECT channel, chat FROM identities WHERE person_id = :person_id AND released_at IS NULL)
    AND kind = 'digest' AND state = 'sent' AND promised_at > :since
ORDER BY id DESC LIMIT 1;

-- name: announcement_files
SELECT DISTINCT attachment FROM announcements
WHERE attachment <> '' AND made_at >= :since AND state IN ('scheduled', 'sent');
