-- name: import_tasks
-- Every task as a sheet speaks of it.
SELECT t.code, t.title, a.code AS lead_agency, s.code AS seat_code, t.source, t.deadline, t.original_deadline,
    t.grouping, t.product,
    (SELECT group_concat(ca.code, ';') FROM cooperators c JOIN agencies ca ON ca.id = c.agency_id
        WHERE c.task_id = t.id) AS cooperating
FROM tasks t JOIN agencies a ON a.id = t.agency_id LEFT JOIN seats s ON s.id = t.seat_id;

-- name: import_tasks_add*!
INSERT INTO tasks (code, title, agency_id, seat_id, source, deadline, original_deadline, grouping, product,
    made_at)
VALUES (:code, :title, (SELECT id FROM agencies WHERE code = :lead_agency),
    (SELECT id FROM seats WHERE code = :seat_code), :source, :deadline, :original, :grouping, :product, :now);

-- name: import_tasks_change*!
UPDATE tasks SET title = :title, agency_id = (SELECT id FROM agencies WHERE code = :lead_agency),
    seat_id = (SELECT id FROM seats WHERE code = :seat_code), source = :source, deadline = :deadline,
    original_deadline = :original, grouping = :grouping, product = :product
WHERE code = :code;

-- name: import_cooperators_clear*!
DELETE FROM cooperators WHERE task_id = (SELECT id FROM tasks WHERE code = :code);

-- name: import_cooperators_add*!
INSERT INTO cooperators (task_id, agency_id)
SELECT t.id, a.id FROM tasks t, agencies a WHERE t.code = :code AND a.code = :agency
ON CONFLICT DO NOTHING;

-- name: import_audit_tasks*!
INSERT INTO audit (at, for_seat_id, act, object, before, after)
SELECT :now, t.seat_id, 'imported', 'task:' || t.id, :before, :after FROM tasks t WHERE t.code = :code;

-- name: import_questions_close!
UPDATE questions SET closed_at = :now WHERE person_id = :person_id AND closed_at IS NULL;
