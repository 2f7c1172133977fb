-- name: calls_missed
-- What should have reached people and has not, while it is still useful: it ended without arriving, or has been
-- due since :stuck. Announcements that wait may have been told to. A row for each person, seat, kind and subject.
-- An invitation that was taken back before it arrived is missed too by whoever was told of it by telephone.
SELECT person_id, seat_id, kind, about, max(settled_at) AS ended_at,
    max(CASE WHEN state = 'waiting' THEN due_at END) AS stuck_from, max(expires_at) AS until
FROM outbox
WHERE person_id IS NOT NULL AND about <> '' AND expires_at > :now
    AND (state IN ('unreachable', 'failed') AND kind IN
            ('invitation', 'change', 'reminder', 'nudge', 'digest', 'announcement')
        OR state = 'waiting' AND due_at <= :stuck AND kind IN ('invitation', 'change', 'reminder', 'nudge'))
GROUP BY person_id, seat_id, kind, about
UNION ALL
SELECT o.person_id, o.seat_id, 'change', o.about, max(o.settled_at), NULL, max(o.expires_at) FROM outbox o
WHERE o.state = 'withdrawn' AND o.reason IN ('cancelled', 'left_out') AND o.kind IN ('invitation', 'change')
    AND o.person_id IS NOT NULL AND o.expires_at > :now AND EXISTS (
        SELECT 1 FROM outbox e JOIN audit a ON a.object = 'person:' || e.person_id
        WHERE e.about = o.about AND e.person_id = o.person_id AND e.kind IN ('invitation', 'change')
            AND a.act = 'called' AND a.after >= e.due_at
    ) AND NOT EXISTS (
        SELECT 1 FROM outbox l WHERE l.about = o.about AND l.person_id = o.person_id AND l.id > o.id
            AND l.kind IN ('invitation', 'change') AND l.state <> 'withdrawn'
    )
GROUP BY o.person_id, o.seat_id, o.about
ORDER BY person_id, about, kind;

-- name: calls_heard
-- Of meetings ahead: when a message last arrived with each person, and how many have not, or not yet. An answer
-- has no person; a private chat is known by its account.
SELECT coalesce(o.person_id, (
        SELECT i.person_id FROM identities i WHERE i.channel = o.channel AND i.chat = o.chat
        ORDER BY i.id DESC LIMIT 1
    )) AS person_id,
    m.id AS meeting_id,
    max(CASE WHEN o.state IN ('sent', 'unsure') THEN o.settled_at END) AS last,
    count(CASE WHEN o.state NOT IN ('sent', 'unsure', 'withdrawn') AND o.expires_at > :now THEN 1 END) AS coming
FROM meetings m JOIN outbox o ON o.about = 'meeting:' || m.id
WHERE m.state = 'called' AND m.starts_at > :now AND o.kind IN ('invitation', 'change', 'reminder')
GROUP BY 1, 2;

-- name: calls_made
-- Up to which moment each of these people was told by telephone what had not arrived.
SELECT object, max(after) AS until FROM audit
WHERE act = 'called' AND object IN (SELECT value FROM json_each(:objects)) GROUP BY object;

-- name: calls_about_meetings
-- Invitations and changes of meetings ahead that have been due since :stuck and reached nobody, against all
-- expectation: the secretary who sent them was told of whoever had not joined or was lost before.
SELECT o.person_id, o.about, max(o.due_at) AS since FROM meetings m
JOIN outbox o ON o.about = 'meeting:' || m.id
WHERE m.state IN ('called', 'cancelled') AND m.starts_at > :now AND o.kind IN ('invitation', 'change')
    AND o.person_id IS NOT NULL AND o.expires_at > :now AND o.due_at <= :stuck
    AND (o.state IN ('waiting', 'failed') OR o.state = 'unreachable' AND (o.tries > 0 OR
        o.reason = 'not_joined' AND EXISTS
            (SELECT 1 FROM identities i WHERE i.person_id = o.person_id AND i.released_at IS NULL)))
GROUP BY o.person_id, o.about ORDER BY o.about, o.person_id;
