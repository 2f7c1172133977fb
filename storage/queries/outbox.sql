-- name: promise_add$
-- Returns the new id, or nothing where the same promise was made before.
INSERT INTO outbox (key, kind, lane, channel, chat, person_id, seat_id, about, text, choices, attachment,
    replaces, commands, promised_at, not_before, due_at, expires_at)
VALUES (:key, :kind, :lane, :channel, :chat, :person_id, :seat_id, :about, :text, :choices, :attachment,
    :replaces, :commands, :promised_at, :not_before, :not_before, :expires_at)
ON CONFLICT (key) DO NOTHING RETURNING id;

-- name: promise_add_all*!
INSERT INTO outbox (key, kind, lane, channel, chat, person_id, seat_id, about, text, choices, attachment,
    replaces, commands, promised_at, not_before, due_at, expires_at)
VALUES (:key, :kind, :lane, :channel, :chat, :person_id, :seat_id, :about, :text, :choices, :attachment,
    :replaces, :commands, :promised_at, :not_before, :not_before, :expires_at)
ON CONFLICT (key) DO NOTHING;

-- name: promises_due
-- Waiting rows whose moment has come, answers before crowds, with where the person is reached now:
-- nowhere before he or she has agreed (silence is not consent); where it works before where it does not, not
-- where it has been stuck since :stuck or was twice unanswered, what carries files before what does not, then as
-- he or she prefers.
-- :away are channels out of reach for long, :shut those ("channel") or chats ("channel:chat") that let nothing
-- through at this moment, :thrifty those that have no room left for announcements (lane 3). `language` is the
-- reader's; an answer to whoever wrote has no person, but a private chat is called as its account is.
SELECT o.id, o.key, o.kind, o.lane, o.channel, o.chat, o.person_id, o.seat_id, o.about, o.text, o.choices,
    o.attachment, o.replaces, o.commands, o.promised_at, o.not_before, o.expires_at, o.tries, o.unsure,
    o.maybe_doubled, o.parts_sent, o.tried_on, o.due_at,
    i.channel AS now_channel, i.chat AS now_chat, i.unreachable AS now_unreachable,
    (SELECT w.language FROM people w WHERE w.id = coalesce(o.person_id, (
        SELECT x.person_id FROM identities x
        WHERE o.chat <> '' AND x.channel = o.channel AND x.user_key = o.chat AND x.released_at IS NULL
    ))) AS language
FROM outbox o
LEFT JOIN identities i ON o.chat = '' AND i.id = (
    SELECT id FROM (
        SELECT b.id, b.verified_at,
            32 * (b.unreachable <> '')
            + 16 * (:away <> '[]' AND b.channel IN (SELECT value FROM json_each(:away)))
            + 8 * (o.lane = 3 AND :thrifty <> '[]' AND b.channel IN (SELECT value FROM json_each(:thrifty)))
            + 4 * (o.tried_on = b.channel AND o.unsure > 1
                OR o.due_at <= :stuck AND (o.tried_on = b.channel OR :shut <> '[]' AND EXISTS
                (SELECT 1 FROM json_each(:shut) WHERE value IN (b.channel, b.channel || ':' || b.chat))))
            + 2 * (o.attachment <> '' AND b.channel LIKE 'zalo%')
            + (p.prefers <> '' AND b.channel NOT LIKE p.prefers || '%') AS reluctance
        FROM identities b
        JOIN people p ON p.id = b.person_id AND p.agreed_at IS NOT NULL
        WHERE b.person_id = o.person_id AND b.released_at IS NULL
    ) ORDER BY reluctance, verified_at DESC, id DESC LIMIT 1
)
WHERE o.state = 'waiting' AND o.lane BETWEEN :first_lane AND :last_lane AND o.not_before <= :now
    AND (:channel = '' OR coalesce(i.channel, o.channel) IN (:channel, ''))
    AND NOT (o.lane = 3 AND :thrifty <> '[]'
        AND coalesce(i.channel, '') IN (SELECT value FROM json_each(:thrifty)))
    AND (:chats = '[]' OR coalesce(i.chat, o.chat) NOT IN (SELECT value FROM json_each(:chats)))
    AND (:held = '[]'
        OR o.lane || ':' || coalesce(i.chat, o.chat) NOT IN (SELECT value FROM json_each(:held)))
ORDER BY o.lane, o.id LIMIT :limit;

-- name: promises_claim
-- Takes many at once; returns the ids of those that were still waiting. Rows: [id, channel, chat]. What went in
-- part on one channel begins anew on another: its first part may be read twice.
UPDATE outbox SET state = 'sending', tries = tries + 1, channel = c.channel, chat = c.chat,
    parts_sent = CASE WHEN tried_on IN ('', c.channel) THEN parts_sent ELSE 0 END,
    maybe_doubled = CASE WHEN tried_on IN ('', c.channel) OR parts_sent = 0 THEN maybe_doubled ELSE 1 END,
    reason = CASE WHEN tried_on = c.channel THEN reason ELSE '' END,
    tried_on = c.channel
FROM (
    SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS channel,
        json_extract(value, '$[2]') AS chat
    FROM json_each(:rows)
) c
WHERE outbox.id = c.id AND state = 'waiting' RETURNING outbox.id;

-- name: promises_unclaim!
-- Claimed and not begun: as if it had never been claimed. It was due, and is, wherever the clock went since.
UPDATE outbox SET state = 'waiting', tries = tries - 1, not_before = min(not_before, :now),
    channel = CASE WHEN person_id IS NULL THEN channel ELSE '' END,
    chat = CASE WHEN person_id IS NULL THEN chat ELSE '' END
WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'sending';

-- name: promises_sent!
-- Settles many that arrived. Rows: [id, message, parts].
UPDATE outbox SET state = 'sent', reason = '', message = s.message, parts_sent = s.parts, settled_at = :now
FROM (
    SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS message,
        json_extract(value, '$[2]') AS parts
    FROM json_each(:rows)
) s
WHERE outbox.id = s.id AND state = 'sending';

-- name: promises_held
-- What waits for another try, and until when: what is behind it in its chat and lane waits with it.
SELECT o.lane, coalesce(nullif(o.chat, ''), i.chat, '') AS chat, coalesce(i.channel, o.channel) AS channel,
    o.not_before, o.reason, o.tries
FROM outbox o
LEFT JOIN identities i ON o.chat = '' AND i.person_id = o.person_id AND i.released_at IS NULL
    AND i.channel = o.tried_on
WHERE o.state = 'waiting' AND o.tries > 0 AND o.not_before > :now;

-- name: promises_lately
-- What went in the last moments before the bot was started: the platform's limits do not begin anew with it.
SELECT channel, chat, settled_at FROM outbox WHERE state = 'sent' AND settled_at > :since
UNION ALL SELECT channel, chat, NULL FROM outbox WHERE state = 'sending'
ORDER BY settled_at NULLS LAST;

-- name: promises_hurry!
-- The clock was put back: what was due before it was is due now, and so is what waits for another try.
UPDATE outbox SET not_before = :now
WHERE state = 'waiting' AND not_before > :now AND (not_before <= :was OR tries > 0);

-- name: promises_overdue$
-- How many have been due since a moment and are not settled.
SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending') AND not_before <= :since;

-- name: promises_undelivered
-- What ended without arriving between two moments, counted by state and reason.
SELECT state, reason, count(*) AS many FROM outbox
WHERE state IN ('failed', 'unsure', 'expired') AND settled_at > :since AND settled_at <= :until
GROUP BY state, reason ORDER BY state, reason;

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
-- Ends a waiting row without sending it: expired, withdrawn, unreachable, unless the person came within reach
-- since somebody looked.
UPDATE outbox SET state = :state, reason = :reason, settled_at = :now
WHERE id = :id AND state = 'waiting' AND (:state <> 'unreachable' OR NOT EXISTS (
    SELECT 1 FROM identities i JOIN people p ON p.id = i.person_id AND p.agreed_at IS NOT NULL
    WHERE i.person_id = outbox.person_id AND i.released_at IS NULL AND i.unreachable = ''
));

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

-- name: promise_last_about^
-- What the newest message in a chat was about: bare words most likely answer that.
SELECT about FROM outbox WHERE channel = :channel AND chat = :chat AND message <> ''
ORDER BY settled_at DESC, id DESC LIMIT 1;

-- name: promises_moved!
UPDATE outbox SET chat = :new_chat WHERE channel = :channel AND chat = :chat AND state IN ('waiting', 'sending');

-- name: promises_revive!
-- What could not reach a person who had not joined, or had blocked the bot, goes now if it is still useful, to
-- wherever he or she is reached now.
UPDATE outbox SET state = 'waiting', reason = '', settled_at = NULL, channel = '', chat = '', due_at = :now,
    not_before = min(not_before, :now)
WHERE person_id = :person_id AND state = 'unreachable' AND expires_at > :now;

-- name: promises_asked
-- The newest messages in a chat that offered choices, answered or not: a typed number means the first of them.
SELECT id, message, about, kind, text, choices, promised_at, settled_at, chosen_at FROM outbox
WHERE channel = :channel AND chat = :chat AND choices <> '' AND state IN ('sent', 'unsure')
    AND settled_at >= :since
ORDER BY settled_at DESC, id DESC LIMIT :limit;

-- name: promise_chosen!
-- One of its choices was taken: its numbers mean nothing any more.
UPDATE outbox SET chosen_at = :now WHERE id = :id AND chosen_at IS NULL;
