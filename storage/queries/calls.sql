-- name: calls_missed
-- What should have reached people and has not, while it is still useful: it ended without arriving, or has been
-- due since :stuck. Announcements that wait may have been told to. A row for each person, kind and subject.
SELECT person_id, kind, about, max(due_at) AS since, max(expires_at) AS until FROM outbox
WHERE person_id IS NOT NULL AND about <> '' AND expires_at > :now
    AND (state IN ('unreachable', 'failed') AND kind IN
            ('invitation', 'change', 'reminder', 'nudge', 'digest', 'announcement')
        OR state = 'waiting' AND due_at <= :stuck AND kind IN ('invitation', 'change', 'reminder', 'nudge'))
GROUP BY person_id, kind, about ORDER BY person_id, since;

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
