-- name: meeting_add$
INSERT INTO meetings (code, title, sort, starts_at, ends_at, place, form, chaired_by, audience, answer_by,
    documents, note, state, changed_at, made_by)
VALUES (:code, :title, :sort, :starts_at, :ends_at, :place, :form, :chaired_by, :audience, :answer_by,
    :documents, :note, :state, :changed_at, :made_by)
RETURNING id;

-- name: meeting_change!
UPDATE meetings SET title = :title, sort = :sort, starts_at = :starts_at, ends_at = :ends_at, place = :place,
    form = :form, chaired_by = :chaired_by, audience = :audience, answer_by = :answer_by,
    documents = :documents, note = :note, state = :state, revision = :revision,
    version = version + 1, changed_at = :changed_at
WHERE id = :id;

-- name: meeting_filing^
SELECT version, made_by FROM meetings WHERE id = :meeting_id;

-- name: meeting_last_act^
SELECT a.at, p.name AS by_name FROM audit a LEFT JOIN people p ON p.id = a.person_id
WHERE a.object = :object AND a.act = :act ORDER BY a.id DESC LIMIT 1;

-- name: meeting_by_id^
SELECT * FROM meetings WHERE id = :meeting_id;

-- name: meeting_by_code^
SELECT * FROM meetings WHERE code = :code;

-- name: meetings_called
SELECT * FROM meetings WHERE state = 'called' AND starts_at > :after ORDER BY starts_at, id;

-- name: meetings_planned
SELECT * FROM meetings WHERE state = 'draft' AND starts_at > :after AND title <> '' ORDER BY starts_at, id;

-- name: meetings_upcoming
SELECT * FROM meetings WHERE state IN ('draft', 'called') AND starts_at > :after AND title <> ''
ORDER BY starts_at, id;

-- name: meetings_all
SELECT * FROM meetings ORDER BY id;

-- name: meeting_highest_code$
SELECT max(id) FROM meetings;

-- name: invitation_add!
-- A seat that was left out in between is invited anew; one that is invited already stays as it is.
INSERT INTO invitations (meeting_id, seat_id, invited_at, revision)
VALUES (:meeting_id, :seat_id, :at, :revision)
ON CONFLICT (meeting_id, seat_id) DO UPDATE SET invited_at = excluded.invited_at,
    revision = excluded.revision, answer = 'none', reason = '', substitute = '', answered_at = NULL,
    answered_by = NULL, withdrawn_at = NULL
WHERE invitations.withdrawn_at IS NOT NULL;

-- name: invitation_withdraw!
UPDATE invitations SET withdrawn_at = :at WHERE meeting_id = :meeting_id AND seat_id = :seat_id;

-- name: invitations_of
SELECT n.meeting_id, n.answer, n.reason, n.substitute, n.answered_at, n.invited_at, n.revision,
    ap.name AS answered_by_name, v.*
FROM invitations n JOIN seat_view v ON v.seat_id = n.seat_id LEFT JOIN people ap ON ap.id = n.answered_by
WHERE n.meeting_id = :meeting_id AND n.withdrawn_at IS NULL ORDER BY v.agency_position, v.seat_id;

-- name: invitation_of_seat^
SELECT n.meeting_id, n.answer, n.reason, n.substitute, n.answered_at, n.invited_at, n.revision,
    ap.name AS answered_by_name, v.*
FROM invitations n JOIN seat_view v ON v.seat_id = n.seat_id LEFT JOIN people ap ON ap.id = n.answered_by
WHERE n.meeting_id = :meeting_id AND n.seat_id = :seat_id AND n.withdrawn_at IS NULL;

-- name: invitation_answer!
UPDATE invitations SET answer = :answer, reason = :reason, substitute = :substitute, answered_at = :at,
    answered_by = :person_id, revision = :revision
WHERE meeting_id = :meeting_id AND seat_id = :seat_id;

-- name: invitations_ask_again!
UPDATE invitations SET answer = 'none', reason = '', substitute = '', answered_at = NULL, answered_by = NULL,
    revision = :revision
WHERE meeting_id = :meeting_id;

-- name: meetings_of_seat
SELECT m.* FROM meetings m JOIN invitations n ON n.meeting_id = m.id
WHERE n.seat_id = :seat_id AND n.withdrawn_at IS NULL AND m.state = 'called' AND m.starts_at > :after
ORDER BY m.starts_at, m.id;

-- name: invitations_unsent
-- The seats whose invitation reached nobody yet: to them a change is no news.
SELECT DISTINCT seat_id, state FROM outbox
WHERE about = :about AND kind = 'invitation' AND state IN ('waiting', 'unreachable') AND seat_id IS NOT NULL;

-- name: meeting_told
-- When each seat was last told of the meeting, for those who were.
SELECT seat_id, max(settled_at) AS told_at FROM outbox
WHERE about = :about AND kind IN ('invitation', 'change') AND state IN ('sent', 'unsure')
    AND seat_id IS NOT NULL
GROUP BY seat_id;

-- name: meeting_withdraw!
-- What was promised about the meeting and reached nobody; also what would go when somebody joins.
UPDATE outbox SET state = 'withdrawn', reason = :reason, settled_at = :now
WHERE about = :about AND kind IN ('invitation', 'change', 'reminder') AND state IN ('waiting', 'unreachable')
    AND (:seat_id = 0 OR seat_id = :seat_id);

-- name: invitation_under_way$
SELECT count(*) FROM outbox
WHERE about = :about AND kind IN ('invitation', 'change') AND seat_id = :seat_id AND person_id = :person_id
    AND state IN ('waiting', 'sending', 'unreachable') AND expires_at > :now;

-- name: reminders_promised
SELECT key FROM outbox WHERE about = :about AND kind = 'reminder';
