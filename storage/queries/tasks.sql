-- name: tasks_open
SELECT * FROM task_view WHERE task_done_on IS NULL ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_open_of_seat
SELECT * FROM task_view WHERE seat_id = :seat_id AND task_done_on IS NULL
ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_open_near
-- The open tasks that a day's nudges or a digest can speak of: due soon, late, stuck, or asked to be moved.
SELECT * FROM task_view
WHERE task_done_on IS NULL
    AND (task_deadline <= :until OR state_status IN ('blocked', 'extension') OR extension_id IS NOT NULL)
ORDER BY task_deadline IS NULL, task_deadline, task_id;

-- name: tasks_done_since
SELECT * FROM task_view WHERE task_done_on IS NOT NULL AND state_at > :since ORDER BY state_at, task_id;

-- name: tasks_all
SELECT * FROM task_view ORDER BY task_id;

-- name: task_by_id^
SELECT * FROM task_view WHERE task_id = :task_id;

-- name: task_by_code^
SELECT * FROM task_view WHERE task_code = :code;

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
    confirmed, at)
VALUES (:task_id, :seat_id, :person_id, :status, :percent, :new_deadline, :note, :raw, :sure, :confirmed, :at)
RETURNING id;

-- name: report_get^
SELECT r.*, p.name AS by_name FROM status_reports r JOIN people p ON p.id = r.person_id WHERE r.id = :report_id;

-- name: reports_of_task
SELECT r.*, p.name AS by_name FROM status_reports r JOIN people p ON p.id = r.person_id
WHERE r.task_id = :task_id ORDER BY r.id;

-- name: report_confirm!
UPDATE status_reports SET confirmed = 1 WHERE id = :report_id;

-- name: report_withdraw!
UPDATE status_reports SET withdrawn_at = :now WHERE id = :report_id AND withdrawn_at IS NULL;

-- name: task_point_at_reports!
-- After a report is added or withdrawn: which one is the latest, and which one tells the state.
UPDATE tasks SET
    latest_report_id = (SELECT max(id) FROM status_reports
        WHERE task_id = :task_id AND withdrawn_at IS NULL AND status <> 'unclear'),
    state_report_id = (SELECT max(id) FROM status_reports
        WHERE task_id = :task_id AND withdrawn_at IS NULL
            AND status IN ('done', 'in_progress', 'blocked', 'not_started', 'extension'))
WHERE id = :task_id;

-- name: reports_unread
-- What nobody understood yet, as it was typed, for the secretariat.
SELECT r.id AS report_id, r.raw, r.at, r.status AS report_status, t.code AS code, t.title AS title, v.*
FROM status_reports r
LEFT JOIN tasks t ON t.id = r.task_id
JOIN seat_view v ON v.seat_id = r.seat_id
WHERE r.status IN ('unclear', 'question') AND r.seen_at IS NULL AND r.withdrawn_at IS NULL
ORDER BY r.id LIMIT :limit;

-- name: reports_unread_count$
SELECT count(*) FROM status_reports
WHERE status IN ('unclear', 'question') AND seen_at IS NULL AND withdrawn_at IS NULL;

-- name: report_seen!
UPDATE status_reports SET seen_at = :now WHERE id = :report_id AND seen_at IS NULL;

-- name: extension_add$
INSERT INTO extensions (task_id, report_id, asked_for, old_deadline, reason, asked_at)
VALUES (:task_id, :report_id, :asked_for, :old_deadline, :reason, :asked_at) RETURNING id;

-- name: extensions_supersede!
UPDATE extensions SET state = 'superseded', decided_at = :now WHERE task_id = :task_id AND state = 'asked';

-- name: extension_get^
SELECT * FROM extensions WHERE id = :extension_id;

-- name: extension_decide!
UPDATE extensions SET state = :state, decided_at = :now, decided_by = :person_id
WHERE id = :extension_id AND state = 'asked';

-- name: extensions_count$
SELECT count(*) FROM extensions WHERE task_id = :task_id;

-- name: nudge_mark!
INSERT INTO nudges (task_id, seat_id, day, step) VALUES (:task_id, :seat_id, :day, :step)
ON CONFLICT (task_id, day) DO NOTHING;

-- name: nudges_summed
-- Of the open tasks: on which days each was asked about, and when an answer last came.
SELECT n.task_id, group_concat(n.day) AS days, max(r.at) AS heard_at
FROM nudges n
JOIN tasks t ON t.id = n.task_id AND t.done_on IS NULL
LEFT JOIN status_reports r ON r.id = t.latest_report_id
GROUP BY n.task_id;
