-- name: inbox_mark!
INSERT INTO inbox (channel, update_key, at) VALUES (:channel, :update_key, :at)
ON CONFLICT (channel, update_key) DO NOTHING;

-- name: inbox_forget!
DELETE FROM inbox WHERE at < :before;

-- name: note_get$
SELECT value FROM notes WHERE name = :name;

-- name: note_put!
INSERT INTO notes (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: audit_add!
INSERT INTO audit (at, person_id, seat_id, for_seat_id, act, object, before, after)
VALUES (:at, :person_id, :seat_id, :for_seat_id, :act, :object, :before, :after);

-- name: holidays_all
SELECT day, name, kind FROM holidays ORDER BY day;

-- name: holiday_put!
INSERT INTO holidays (day, name, kind) VALUES (:day, :name, :kind)
ON CONFLICT (day) DO UPDATE SET name = excluded.name, kind = excluded.kind;

-- name: question_ask$
INSERT INTO questions (person_id, ask, about, facts, asked_at, ends_at)
VALUES (:person_id, :ask, :about, :facts, :asked_at, :ends_at) RETURNING id;

-- name: questions_open
SELECT * FROM questions WHERE person_id = :person_id AND closed_at IS NULL AND ends_at > :now ORDER BY id;

-- name: question_get^
SELECT * FROM questions WHERE id = :id;

-- name: question_close!
UPDATE questions SET closed_at = :now WHERE id = :id AND closed_at IS NULL;

-- name: questions_close_about!
UPDATE questions SET closed_at = :now WHERE about = :about AND closed_at IS NULL;

-- name: questions_close_kind!
UPDATE questions SET closed_at = :now WHERE person_id = :person_id AND ask = :ask AND closed_at IS NULL;

-- name: audit_last_of
-- When something was last done to each of these objects; :objects is a JSON list.
SELECT object, max(at) AS at FROM audit
WHERE act = :act AND object IN (SELECT value FROM json_each(:objects)) GROUP BY object;
