-- name: code_find^
SELECT c.code, c.person_id AS code_person_id, c.expires_at, c.used_at, c.revoked_at, v.*
FROM join_codes c JOIN seat_view v ON v.seat_id = c.seat_id WHERE c.code = :code;

-- name: code_open_of_seat^
SELECT code, expires_at FROM join_codes
WHERE seat_id = :seat_id AND person_id = :person_id AND used_at IS NULL AND revoked_at IS NULL
    AND expires_at > :now
ORDER BY id DESC LIMIT 1;

-- name: code_add!
INSERT INTO join_codes (code, seat_id, person_id, made_at, expires_at)
VALUES (:code, :seat_id, :person_id, :made_at, :expires_at);

-- name: code_use!
UPDATE join_codes SET used_at = :now WHERE code = :code AND used_at IS NULL;

-- name: codes_revoke!
UPDATE join_codes SET revoked_at = :now WHERE seat_id = :seat_id AND used_at IS NULL AND revoked_at IS NULL;

-- name: wrong_code_add!
INSERT INTO wrong_codes (channel, user_key, at) VALUES (:channel, :user_key, :at);

-- name: wrong_codes_since
SELECT at FROM wrong_codes WHERE channel = :channel AND user_key = :user_key AND at > :since ORDER BY at;

-- name: identity_add!
INSERT INTO identities (channel, user_key, chat, person_id, verified_at)
VALUES (:channel, :user_key, :chat, :person_id, :verified_at);

-- name: identities_of_person
SELECT * FROM identities WHERE person_id = :person_id AND released_at IS NULL ORDER BY verified_at, id;

-- name: identity_of_account^
SELECT * FROM identities WHERE channel = :channel AND user_key = :user_key AND released_at IS NULL;

-- name: person_prefer!
UPDATE people SET prefers = :platform WHERE id = :person_id;

-- name: person_preferred$
SELECT prefers FROM people WHERE id = :person_id;

-- name: identities_release!
UPDATE identities SET released_at = :now
WHERE person_id = :person_id AND released_at IS NULL AND :channel IN ('', channel);

-- name: entrances_noted
-- What the running bot noted of its bots: their names and links.
SELECT name, value FROM notes
WHERE name = 'telegram_username' OR name >= 'zalo_link:' AND name < 'zalo_link;'
    OR name >= 'zalo_name:' AND name < 'zalo_name;';

-- name: people_on_channels
SELECT channel, count(*) AS people FROM identities WHERE released_at IS NULL GROUP BY channel;

-- name: identity_reach!
UPDATE identities SET unreachable = :reason WHERE channel = :channel AND chat = :chat AND released_at IS NULL;

-- name: lost_people
SELECT person_id FROM identities WHERE released_at IS NULL
GROUP BY person_id HAVING min(unreachable) <> '' ORDER BY person_id;

-- name: identity_move!
UPDATE identities SET chat = :new_chat WHERE channel = :channel AND chat = :chat AND released_at IS NULL;

-- name: joined_people
SELECT person_id, channel, user_key, chat, unreachable FROM identities WHERE released_at IS NULL;

-- name: person_disagree!
UPDATE people SET agreed_at = NULL, agreed_to = '' WHERE id = :person_id;

-- name: kept_about^
SELECT p.agreed_at,
    (SELECT count(*) FROM status_reports r WHERE r.person_id = p.id) AS reports,
    (SELECT count(*) FROM invitations n WHERE n.answered_by = p.id) AS answers,
    (SELECT count(*) FROM acknowledgements k WHERE k.person_id = p.id AND k.acknowledged_at IS NOT NULL)
        AS acknowledgements,
    (SELECT count(*) FROM outbox o WHERE o.person_id = p.id AND o.state = 'sent') AS messages,
    (SELECT count(*) FROM audit a WHERE a.person_id = p.id) AS acts
FROM people p WHERE p.id = :person_id;

-- name: said_since^
SELECT id FROM outbox WHERE channel = :channel AND chat = :chat AND promised_at > :since LIMIT 1;
