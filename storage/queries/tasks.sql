-- name: tasks_open
SELECT * FROM task_view WHERE task_done_on IS NULL ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_open_of_seat
SELECT * FROM task_view WHERE seat_id = :seat_id AND task_done_on IS NULL
ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_open_first
-- The nearest deadlines of the whole committee.
SELECT * FROM task_view WHERE task_done_on IS NULL AND task_deadline IS NOT NULL
ORDER BY task_deadline, task_id LIMIT :limit;

-- name: tasks_open_count$
SELECT count(*) FROM tasks WHERE done_on IS NULL;

-- name: tasks_open_of_agency
SELECT * FROM task_view WHERE lead_agency_code = :agency_code AND task_done_on IS NULL
ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_open_cooperated
-- Open tasks of others in which an agency takes part.
SELECT v.* FROM cooperators c
JOIN agencies a ON a.id = c.agency_id
JOIN task_view v ON v.task_id = c.task_id
WHERE a.code = :agency_code AND v.lead_agency_code <> :agency_code AND v.task_done_on IS NULL
ORDER BY v.task_deadline IS NULL, v.task_deadline, v.task_id;

-- name: tasks_asked_of_seat
-- What the seat's last nudge spoke of and nobody has answered since.
SELECT n.task_id FROM nudges n
JOIN tasks t ON t.id = n.task_id AND t.seat_id = n.seat_id AND t.done_on IS NULL
LEFT JOIN status_reports r ON r.id = t.latest_report_id
WHERE n.seat_id = :seat_id AND n.day = (SELECT max(day) FROM nudges WHERE seat_id = :seat_id)
    AND (r.at IS NULL OR r.at < n.marked_at)
ORDER BY t.deadline, n.task_id;

-- name: tasks_open_near
-- The open tasks that a digest can speak of: due soon, late, stuck, asked about, or asked to be moved.
SELECT * FROM task_view
WHERE task_done_on IS NULL
    AND (task_deadline <= :until OR state_status IN ('blocked', 'extension') OR extension_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM nudges n WHERE n.task_id = task_view.task_id))
ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_done_since
SELECT * FROM task_view WHERE task_done_on IS NOT NULL AND state_at > :since ORDER BY state_at, task_id;

-- name: tasks_all
SELECT * FROM task_view ORDER BY task_id;

-- name: task_by_id^
SELECT * FROM task_view WHERE task_id = :task_id;

-- name: task_by_code^
SELECT * FROM task_view WHERE task_code = :code;

-- name: task_code_prefixes
-- What stands before the number in the committee's codes: "NV-".
SELECT DISTINCT rtrim(code, '0123456789') AS prefix FROM tasks;

-- name: task_counts
-- How many tasks stand in each official class on a day (domain: d = due date, c = completion date).
SELECT
    CASE
        WHEN deadline IS NULL THEN 'no_deadline'
        WHEN done_on IS NOT NULL AND done_on <= deadline THEN 'done_on_time'
        WHEN done_on IS NOT NULL THEN 'done_late'
        WHEN deadline >= :today THEN 'open_on_time'
        ELSE 'open_overdue'
    END AS class,
    count(*) AS number
FROM tasks GROUP BY 1;

-- name: cooperators_of
SELECT a.code AS agency_code, a.name AS agency_name, a.short_name AS agency_short_name,
    a.block AS agency_block, a.position AS agency_position
FROM cooperators c JOIN agencies a ON a.id = c.agency_id WHERE c.task_id = :task_id ORDER BY a.position;

-- name: cooperators_all
SELECT c.task_id, a.code AS agency_code, a.name AS agency_name, a.short_name AS agency_short_name,
    a.block AS agency_block, a.position AS agency_position
FROM cooperators c JOIN agencies a ON a.id = c.agency_id ORDER BY c.task_id, a.position;

-- name: task_put$
INSERT INTO tasks (code, title, agency_id, seat_id, source, deadline, original_deadline, grouping, product,
    made_at)
VALUES (:code, :title, (SELECT id FROM agencies WHERE code = :agency_code), :seat_id, :source, :deadline,
    :deadline, :grouping, :product, :made_at)
ON CONFLICT (code) DO UPDATE SET title = excluded.title, agency_id = excluded.agency_id,
    seat_id = excluded.seat_id, source = excluded.source, deadline = excluded.deadline,
    grouping = excluded.grouping, product = excluded.product
RETURNING id;

-- name: cooperators_clear!
DELETE FROM cooperators WHERE task_id = :task_id;

-- name: cooperator_add!
INSERT INTO cooperators (task_id, agency_id)
VALUES (:task_id, (SELECT id FROM agencies WHERE code = :agency_code)) ON CONFLICT DO NOTHING;

-- name: task_done!
UPDATE tasks SET done_on = :day WHERE id = :task_id;

-- name: task_deadline!
UPDATE tasks SET deadline = :deadline WHERE id = :task_id;

-- name: report_add$
INSERT INTO status_reports (task_id, seat_id, person_id, status, percent, new_deadline, note, raw, sure,
    confirmed, at, heard)
VALUES (:task_id, :seat_id, :person_id, :status, :percent, :new_deadline, :note, :raw, :sure, :confirmed, :at,
    :heard)
RETURNING id;

-- name: report_get^
SELECT r.*, p.name AS by_name FROM status_reports r JOIN people p ON p.id = r.person_id WHERE r.id = :report_id;

-- name: reports_of_task
SELECT r.*, p.name AS by_name FROM status_reports r JOIN people p ON p.id = r.person_id
WHERE r.task_id = :task_id ORDER BY r.id;

-- name: reports_heard_in
-- The answers in force that were read from one typed message.
SELECT r.*, p.name AS by_name FROM status_reports r JOIN people p ON p.id = r.person_id
WHERE r.heard = :heard AND r.withdrawn_at IS NULL ORDER BY r.id;

-- name: report_last_of^
-- A person's newest answer in force about the work of a task.
SELECT r.*, p.name AS by_name FROM status_reports r JOIN people p ON p.id = r.person_id
WHERE r.person_id = :person_id AND r.task_id IS NOT NULL AND r.withdrawn_at IS NULL
    AND r.status IN ('done', 'in_progress', 'blocked', 'not_started', 'extension')
ORDER BY r.id DESC LIMIT 1;

-- name: report_confirm!
UPDATE status_reports SET confirmed = 1 WHERE id = :report_id;

-- name: report_withdraw!
UPDATE status_reports SET withdrawn_at = :now WHERE id = :report_id AND withdrawn_at IS NULL;

-- name: task_point_at_reports!
-- After a report is added or withdrawn: which one is the latest, and which one tells the state.
UPDATE tasks SET
    latest_report_id = (SELECT max(id) FROM status_reports
        WHERE task_id = :task_id AND withdrawn_at IS NULL),
    state_report_id = (SELECT max(id) FROM status_reports
        WHERE task_id = :task_id AND withdrawn_at IS NULL
            AND status IN ('done', 'in_progress', 'blocked', 'not_started', 'extension'))
WHERE id = :task_id;

-- name: reports_unread
-- What the secretariat has to read: not understood, asked, or passed on to somebody else; as it was typed.
SELECT r.id AS report_id, r.raw, r.at, r.status AS report_status, t.id AS task_id, t.code AS code,
    t.title AS title, v.*
FROM status_reports r
LEFT JOIN tasks t ON t.id = r.task_id
JOIN seat_view v ON v.seat_id = r.seat_id
WHERE r.status IN ('unclear', 'question', 'handover') AND r.seen_at IS NULL AND r.withdrawn_at IS NULL
ORDER BY r.id LIMIT :limit;

-- name: report_unread^
SELECT r.id AS report_id, r.raw, r.at, r.status AS report_status, t.id AS task_id, t.code AS code,
    t.title AS title, v.*
FROM status_reports r
LEFT JOIN tasks t ON t.id = r.task_id
JOIN seat_view v ON v.seat_id = r.seat_id
WHERE r.id = :report_id AND r.seen_at IS NULL AND r.withdrawn_at IS NULL
    AND r.status IN ('unclear', 'question', 'handover');

-- name: reports_unread_count$
SELECT count(*) FROM status_reports
WHERE status IN ('unclear', 'question', 'handover') AND seen_at IS NULL AND withdrawn_at IS NULL;

-- name: reports_unread_between$
-- How many came between two moments and still wait to be read.
SELECT count(*) FROM status_reports
WHERE status IN ('unclear', 'question', 'handover') AND seen_at IS NULL AND withdrawn_at IS NULL
    AND at > :after AND at <= :until;

-- name: report_seen!
UPDATE status_reports SET seen_at = :now WHERE id = :report_id AND seen_at IS NULL;

-- name: extension_add$
INSERT INTO extensions (task_id, report_id, asked_for, old_deadline, reason, asked_at)
VALUES (:task_id, :report_id, :asked_for, :old_deadline, :reason, :asked_at) RETURNING id;

-- name: extensions_supersede!
UPDATE extensions SET state = 'superseded', decided_at = :now WHERE task_id = :task_id AND state = 'asked';

-- name: extension_get^
SELECT * FROM extensions WHERE id = :extension_id;

-- name: extension_complete!
-- The date or the reason that was asked for after the request was made.
UPDATE extensions SET asked_for = :asked_for, reason = :reason, report_id = :report_id
WHERE task_id = :task_id AND state = 'asked';

-- name: extension_decide!
UPDATE extensions SET state = :state, decided_at = :now, decided_by = :person_id
WHERE id = :extension_id AND state = 'asked';

-- name: extensions_count$
SELECT count(*) FROM extensions WHERE task_id = :task_id AND state <> 'superseded';

-- name: nudge_mark!
INSERT INTO nudges (task_id, seat_id, day, step, marked_at)
VALUES (:task_id, :seat_id, :day, :step, :marked_at)
ON CONFLICT (task_id, day) DO NOTHING;

-- name: nudges_summed
-- Of the open tasks: on which days each was asked about, and when an answer last came.
SELECT n.task_id, group_concat(n.day) AS days, max(r.at) AS heard_at
FROM nudges n
JOIN tasks t ON t.id = n.task_id AND t.done_on IS NULL
LEFT JOIN status_reports r ON r.id = t.latest_report_id
WHERE n.step <> 'listed'
GROUP BY n.task_id;

-- name: nudges_withdraw!
-- A seat's nudges that wait to be sent although every task that called for them has been answered.
UPDATE outbox SET state = 'withdrawn', reason = 'answered', settled_at = :now
WHERE kind = 'nudge' AND state = 'waiting' AND seat_id = :seat_id
    AND EXISTS (SELECT 1 FROM nudges n WHERE n.seat_id = :seat_id AND n.step <> 'listed'
        AND outbox.key = 'nudge:' || n.day || ':seat:' || n.seat_id)
    AND NOT EXISTS (SELECT 1 FROM nudges n
        JOIN tasks t ON t.id = n.task_id AND t.done_on IS NULL
        LEFT JOIN status_reports r ON r.id = t.latest_report_id
        WHERE n.seat_id = :seat_id AND n.step <> 'listed'
            AND outbox.key = 'nudge:' || n.day || ':seat:' || n.seat_id
            AND (r.at IS NULL OR r.at < n.marked_at));
