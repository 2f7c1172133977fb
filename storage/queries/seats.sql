-- name: seats_all
SELECT * FROM seat_view ORDER BY agency_position, seat_id;

-- name: seats_with_roles
SELECT * FROM seat_view WHERE seat_role IN ('chair', 'standing_deputy', 'secretariat_lead', 'secretary')
ORDER BY agency_position, seat_id;

-- name: seats_reading_digest
SELECT * FROM seat_view WHERE seat_reads_digest = 1 AND person_id IS NOT NULL ORDER BY seat_id;

-- name: seat_by_id^
SELECT * FROM seat_view WHERE seat_id = :seat_id;

-- name: seat_by_code^
SELECT * FROM seat_view WHERE seat_code = :code;

-- name: seat_of_account^
-- The seat whose holder verified this account.
SELECT v.* FROM identities i
JOIN tenures h ON h.person_id = i.person_id AND h.until IS NULL
JOIN seat_view v ON v.seat_id = h.seat_id
WHERE i.channel = :channel AND i.user_key = :user_key AND i.released_at IS NULL
ORDER BY v.seat_id LIMIT 1;

-- name: agencies_all
SELECT code AS agency_code, name AS agency_name, short_name AS agency_short_name, block AS agency_block,
    position AS agency_position, duty AS agency_duty, phone AS agency_phone, email AS agency_email
FROM agencies ORDER BY position, id;

-- name: agency_put!
INSERT INTO agencies (code, name, short_name, block, duty, phone, email, position)
VALUES (:code, :name, :short_name, :block, :duty, :phone, :email, :position)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, short_name = excluded.short_name,
    block = excluded.block, duty = excluded.duty, phone = excluded.phone, email = excluded.email,
    position = excluded.position;

-- name: seat_put$
INSERT INTO seats (code, role, agency_id, reads_digest)
VALUES (:code, :role, (SELECT id FROM agencies WHERE code = :agency_code), :reads_digest)
ON CONFLICT (code) DO UPDATE SET role = excluded.role, agency_id = excluded.agency_id
RETURNING id;

-- name: seat_reads_digest!
UPDATE seats SET reads_digest = :reads WHERE id = :seat_id;

-- name: person_add$
INSERT INTO people (name, short_name, courtesy, title, phone, email, note)
VALUES (:name, :short_name, :courtesy, :title, :phone, :email, :note) RETURNING id;

-- name: person_change!
UPDATE people SET name = :name, short_name = :short_name, courtesy = :courtesy, title = :title,
    phone = :phone, email = :email, note = :note WHERE id = :person_id;

-- name: person_agree!
UPDATE people SET agreed_at = :at, agreed_to = :words WHERE id = :person_id;

-- name: person_language!
UPDATE people SET language = :language WHERE id = :person_id;

-- name: tenure_end!
UPDATE tenures SET until = :day WHERE seat_id = :seat_id AND until IS NULL;

-- name: tenure_begin!
INSERT INTO tenures (seat_id, person_id, since) VALUES (:seat_id, :person_id, :day);
