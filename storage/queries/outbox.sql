-- name: promise_add$
-- Returns the new id, or nothing where the same promise was made before.
INSERT INTO outbox (key, kind, lane, channel, chat, person_id, seat_id, about, text, choices, attachment,
    replaces, commands, promised_at, not_before, expires_at)
VALUES (:key, :kind, :lane, :channel, :chat, :person_id, :seat_id, :about, :text, :choices, :attachment,
    :replaces, :commands, :promised_at, :not_before, :expires_at)
ON CONFLICT (key) DO NOTHING RETURNING id;

-- name: promise_add_all*!
INSERT INTO outbox (key, kind, lane, channel, chat, person_id, seat_id, about, text, choices, attachment,
    replaces, commands, promised_at, not_before, expires_at)
VALUES (:key, :kind, :lane, :channel, :chat, :person_id, :seat_id, :about, :text, :choices, :attachment,
    :replaces, :commands, :promised_at, :not_before, :expires_at)
ON CONFLICT (key) DO NOTHING;

-- name: promises_due
-- Waiting rows whose moment has come, answers before crowds, with where the person is reached now:
-- nowhere before he or she has agreed (silence is not consent).
SELECT o.*, i.channel AS now_channel, i.chat AS now_chat, i.unreachable AS now_unreachable
FROM outbox o
LEFT JOIN identities i ON o.chat = '' AND i.person_id = o.person_id AND i.released_at IS NULL
    AND EXISTS (SELECT 1 FROM people p WHERE p.id = i.person_id AND p.agreed_at IS NOT NULL)
WHERE o.state = 'waiting' AND o.not_before <= :now
ORDER BY o.lane, o.id LIMIT :limit;

-- name: promise_claim!
UPDATE outbox SET state = 'sending', tries = tries + 1, channel = :channel, chat = :chat
WHERE id = :id AND state = 'waiting';

-- name: promise_settle!
UPDATE outbox SET state = :state, reason = :reason, message = :message, settled_at = :now
WHERE id = :id AND state = 'sending';

-- name: promise_part!
UPDATE outbox SET parts_sent = :parts WHERE id = :id;

-- name: promise_later!
UPDATE outbox SET state = 'waiting', reason = :reason, not_before = :not_before,
    unsure = unsure + :unsure, maybe_doubled = max(maybe_doubled, :doubled),
    channel = CASE WHEN person_id IS NULL THEN channel ELSE '' END,
    chat = CASE WHEN person_id IS NULL THEN chat ELSE '' END
WHERE id = :id AND state = 'sending';

-- name: promise_end!
-- Ends a waiting row without sending it: expired, withdrawn, unreachable.
UPDATE outbox SET state = :state, reason = :reason, settled_at = :now WHERE id = :id AND state = 'waiting';

-- name: promises_withdraw!
UPDATE outbox SET state = 'withdrawn', reason = :reason, settled_at = :now
WHERE about = :about AND state = 'waiting' AND kind = :kind;

-- name: promises_withdraw_seat!
UPDATE outbox SET state = 'withdrawn', reason = :reason, settled_at = :now
WHERE about = :about AND seat_id = :seat_id AND state = 'waiting' AND kind = :kind;

-- name: promises_left_sending
SELECT * FROM outbox WHERE state = 'sending' ORDER BY id;

-- name: promise_next_moment$
SELECT min(not_before) FROM outbox WHERE state = 'waiting' AND not_before > :now;

-- name: promises_waiting$
SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending') AND not_before <= :now;

-- name: promise_of_message^
-- What one of our messages was about: the chat and the platform's message id name it.
SELECT about, kind, seat_id, key FROM outbox WHERE channel = :channel AND chat = :chat AND message = :message
ORDER BY id DESC LIMIT 1;

-- name: deliveries_of
SELECT o.key, o.kind, o.state, o.reason, o.tries, o.maybe_doubled, o.settled_at, o.promised_at, o.not_before,
    o.message, o.channel, v.*
FROM outbox o LEFT JOIN seat_view v ON v.seat_id = o.seat_id
WHERE o.about = :about AND o.kind = :kind ORDER BY o.id;

-- name: promises_moved!
UPDATE outbox SET chat = :new_chat WHERE channel = :channel AND chat = :chat AND state IN ('waiting', 'sending');

-- name: promises_revive!
-- What could not reach a person who had not joined, or had blocked the bot, goes now if it is still useful.
UPDATE outbox SET state = 'waiting', reason = '', settled_at = NULL
WHERE person_id = :person_id AND state = 'unreachable' AND expires_at > :now;
