-- What the migrations together make; written by `make schema`, read by people and by a test.

CREATE TABLE acknowledgements (
    announcement_id INTEGER NOT NULL REFERENCES announcements (id),
    seat_id INTEGER NOT NULL REFERENCES seats (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    acknowledged_at TEXT,
    PRIMARY KEY (announcement_id, seat_id)
);

CREATE TABLE agencies (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL DEFAULT '',
    block TEXT NOT NULL DEFAULT '',
    duty TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    attachment TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    acknowledge INTEGER NOT NULL DEFAULT 0,
    urgent INTEGER NOT NULL DEFAULT 0,
    send_at TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    revision INTEGER NOT NULL DEFAULT 1,
    pieces INTEGER NOT NULL DEFAULT 1,
    album TEXT NOT NULL DEFAULT '',
    made_by INTEGER REFERENCES people (id),
    made_at TEXT NOT NULL,
    sent_at TEXT,
    corrections INTEGER NOT NULL DEFAULT 0,
    reminders INTEGER NOT NULL DEFAULT 0,
    reminded_at TEXT,
    reported INTEGER NOT NULL DEFAULT 0,
    corrects INTEGER REFERENCES announcements (id)
);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id),
    seat_id INTEGER REFERENCES seats (id),
    for_seat_id INTEGER REFERENCES seats (id),
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT ''
);

CREATE TABLE cooperators (
    task_id INTEGER NOT NULL REFERENCES tasks (id),
    agency_id INTEGER NOT NULL REFERENCES agencies (id),
    PRIMARY KEY (task_id, agency_id)
);

CREATE TABLE digests (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    day TEXT NOT NULL,
    facts TEXT NOT NULL,
    made_at TEXT NOT NULL,
    scheduled INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE extensions (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES tasks (id),
    report_id INTEGER REFERENCES status_reports (id),
    asked_for TEXT,
    old_deadline TEXT,
    reason TEXT NOT NULL DEFAULT '',
    asked_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'asked',
    decided_at TEXT,
    decided_by INTEGER REFERENCES people (id)
);

CREATE TABLE holidays (
    day TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL
);

CREATE TABLE identities (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    user_key TEXT NOT NULL,
    chat TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id),
    verified_at TEXT NOT NULL,
    unreachable TEXT NOT NULL DEFAULT '',
    released_at TEXT
);

CREATE TABLE inbox (
    channel TEXT NOT NULL,
    update_key TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (channel, update_key)
);

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    seat_id INTEGER NOT NULL REFERENCES seats (id),
    invited_at TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT 'none',
    reason TEXT NOT NULL DEFAULT '',
    substitute TEXT NOT NULL DEFAULT '',
    answered_at TEXT,
    answered_by INTEGER REFERENCES people (id),
    revision INTEGER NOT NULL DEFAULT 1,
    withdrawn_at TEXT,
    UNIQUE (meeting_id, seat_id)
);

CREATE TABLE join_codes (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    seat_id INTEGER NOT NULL REFERENCES seats (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    revoked_at TEXT
);

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sort TEXT NOT NULL DEFAULT '',
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    place TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    chaired_by TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    answer_by TEXT,
    documents TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft',
    revision INTEGER NOT NULL DEFAULT 1,
    version INTEGER NOT NULL DEFAULT 1,
    changed_at TEXT NOT NULL,
    made_by INTEGER REFERENCES people (id)
);

CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE nudges (
    task_id INTEGER NOT NULL REFERENCES tasks (id),
    seat_id INTEGER NOT NULL REFERENCES seats (id),
    day TEXT NOT NULL,
    step TEXT NOT NULL,
    marked_at TEXT NOT NULL,
    PRIMARY KEY (task_id, day)
);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    lane INTEGER NOT NULL,
    channel TEXT NOT NULL DEFAULT '',
    chat TEXT NOT NULL DEFAULT '',
    person_id INTEGER REFERENCES people (id),
    seat_id INTEGER REFERENCES seats (id),
    about TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '',
    attachment TEXT NOT NULL DEFAULT '',
    replaces TEXT NOT NULL DEFAULT '',
    commands TEXT NOT NULL DEFAULT '',
    promised_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    unsure INTEGER NOT NULL DEFAULT 0,
    maybe_doubled INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    parts_sent INTEGER NOT NULL DEFAULT 0,
    settled_at TEXT
, due_at TEXT NOT NULL DEFAULT '', tried_on TEXT NOT NULL DEFAULT '', chosen_at TEXT);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL DEFAULT '',
    courtesy TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    agreed_at TEXT,
    agreed_to TEXT NOT NULL DEFAULT ''
, prefers TEXT NOT NULL DEFAULT '');

CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    ask TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}',
    asked_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    closed_at TEXT
);

CREATE TABLE seats (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    agency_id INTEGER NOT NULL REFERENCES agencies (id),
    reads_digest INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE status_reports (
    id INTEGER PRIMARY KEY,
    task_id INTEGER REFERENCES tasks (id),
    seat_id INTEGER NOT NULL REFERENCES seats (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    status TEXT NOT NULL,
    percent INTEGER,
    new_deadline TEXT,
    note TEXT NOT NULL DEFAULT '',
    raw TEXT NOT NULL DEFAULT '',
    sure INTEGER NOT NULL DEFAULT 1,
    confirmed INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL,
    heard TEXT NOT NULL DEFAULT '',
    withdrawn_at TEXT,
    seen_at TEXT
);

CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    agency_id INTEGER NOT NULL REFERENCES agencies (id),
    seat_id INTEGER REFERENCES seats (id),
    source TEXT NOT NULL DEFAULT '',
    deadline TEXT,
    original_deadline TEXT,
    grouping TEXT NOT NULL DEFAULT '',
    product TEXT NOT NULL DEFAULT '',
    done_on TEXT,
    latest_report_id INTEGER,
    state_report_id INTEGER,
    made_at TEXT NOT NULL
);

CREATE TABLE tenures (
    id INTEGER PRIMARY KEY,
    seat_id INTEGER NOT NULL REFERENCES seats (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    since TEXT NOT NULL,
    until TEXT
);

CREATE TABLE traffic (
    channel TEXT NOT NULL,
    month TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, month)
);

CREATE TABLE wrong_codes (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    user_key TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE INDEX acknowledgements_open ON acknowledgements (seat_id) WHERE acknowledged_at IS NULL;

CREATE INDEX announcements_scheduled ON announcements (send_at) WHERE state = 'scheduled';

CREATE INDEX announcements_unreported ON announcements (id) WHERE state = 'sent' AND reported = 0;

CREATE INDEX audit_by_object ON audit (object);

CREATE INDEX cooperators_by_agency ON cooperators (agency_id);

CREATE INDEX digests_by_day ON digests (day);

CREATE INDEX extensions_by_task ON extensions (task_id, state);

CREATE INDEX identities_by_person ON identities (person_id) WHERE released_at IS NULL;

CREATE INDEX inbox_by_age ON inbox (at);

CREATE INDEX invitations_by_seat ON invitations (seat_id);

CREATE INDEX join_codes_by_seat ON join_codes (seat_id);

CREATE INDEX meetings_by_start ON meetings (state, starts_at);

CREATE INDEX nudges_by_seat ON nudges (seat_id, day);

CREATE UNIQUE INDEX one_account_of_a_person ON identities (channel, person_id) WHERE released_at IS NULL;

CREATE UNIQUE INDEX one_holder_of_a_seat ON tenures (seat_id) WHERE until IS NULL;

CREATE UNIQUE INDEX one_person_of_an_account ON identities (channel, user_key) WHERE released_at IS NULL;

CREATE INDEX outbox_asked ON outbox (channel, chat, settled_at) WHERE choices <> '' AND state IN ('sent', 'unsure');

CREATE INDEX outbox_by_about ON outbox (about);

CREATE INDEX outbox_by_message ON outbox (channel, chat, message) WHERE message <> '';

CREATE INDEX outbox_by_moment ON outbox (not_before) WHERE state = 'waiting';

CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';

CREATE INDEX outbox_undelivered ON outbox (settled_at) WHERE state IN ('failed', 'unsure', 'expired');

CREATE INDEX outbox_waiting ON outbox (lane, id) WHERE state = 'waiting';

CREATE INDEX questions_open ON questions (person_id, closed_at);

CREATE INDEX seats_by_agency ON seats (agency_id);

CREATE INDEX status_reports_by_message ON status_reports (heard) WHERE heard <> '';

CREATE INDEX status_reports_by_person ON status_reports (person_id, id);

CREATE INDEX status_reports_by_status ON status_reports (status, seen_at);

CREATE INDEX status_reports_by_task ON status_reports (task_id, id);

CREATE INDEX tasks_by_agency ON tasks (agency_id, done_on);

CREATE INDEX tasks_by_deadline ON tasks (done_on, deadline);

CREATE INDEX tasks_by_seat ON tasks (seat_id, done_on);

CREATE INDEX tenures_by_person ON tenures (person_id);

CREATE INDEX wrong_codes_by_account ON wrong_codes (channel, user_key, at);

CREATE VIEW seat_view AS
SELECT
    s.id AS seat_id, s.code AS seat_code, s.role AS seat_role, s.reads_digest AS seat_reads_digest,
    a.id AS agency_id, a.code AS agency_code, a.name AS agency_name, a.short_name AS agency_short_name,
    a.block AS agency_block, a.position AS agency_position,
    p.id AS person_id, p.name AS person_name, p.short_name AS person_short_name,
    p.courtesy AS person_courtesy, p.title AS person_title, p.phone AS person_phone,
    p.email AS person_email, p.note AS person_note, p.language AS person_language,
    p.agreed_at AS person_agreed_at
FROM seats s
JOIN agencies a ON a.id = s.agency_id
LEFT JOIN tenures t ON t.seat_id = s.id AND t.until IS NULL
LEFT JOIN people p ON p.id = t.person_id;

CREATE VIEW task_view AS
SELECT
    t.id AS task_id, t.code AS task_code, t.title AS task_title, t.source AS task_source,
    t.deadline AS task_deadline, t.original_deadline AS task_original_deadline,
    t.grouping AS task_grouping, t.product AS task_product, t.done_on AS task_done_on,
    la.code AS lead_agency_code, la.name AS lead_agency_name, la.short_name AS lead_agency_short_name,
    la.block AS lead_agency_block, la.position AS lead_agency_position,
    s.id AS seat_id, s.code AS seat_code, s.role AS seat_role, s.reads_digest AS seat_reads_digest,
    a.id AS agency_id, a.code AS agency_code, a.name AS agency_name, a.short_name AS agency_short_name,
    a.block AS agency_block, a.position AS agency_position,
    p.id AS person_id, p.name AS person_name, p.short_name AS person_short_name,
    p.courtesy AS person_courtesy, p.title AS person_title, p.phone AS person_phone,
    p.email AS person_email, p.note AS person_note, p.language AS person_language,
    p.agreed_at AS person_agreed_at,
    l.id AS latest_id, l.status AS latest_status, l.percent AS latest_percent, l.note AS latest_note,
    l.raw AS latest_raw, l.new_deadline AS latest_new_deadline, l.at AS latest_at, l.sure AS latest_sure,
    l.confirmed AS latest_confirmed, lp.name AS latest_by,
    r.id AS state_id, r.status AS state_status, r.percent AS state_percent, r.note AS state_note,
    r.raw AS state_raw, r.new_deadline AS state_new_deadline, r.at AS state_at, r.sure AS state_sure,
    r.confirmed AS state_confirmed, rp.name AS state_by,
    e.id AS extension_id, e.asked_for AS extension_asked_for, e.old_deadline AS extension_old_deadline,
    e.reason AS extension_reason, e.asked_at AS extension_asked_at,
    CASE WHEN e.id IS NULL THEN 0 ELSE
        (SELECT count(*) FROM extensions x WHERE x.task_id = t.id AND x.state <> 'superseded')
    END AS extension_times
FROM tasks t
JOIN agencies la ON la.id = t.agency_id
LEFT JOIN seats s ON s.id = t.seat_id
LEFT JOIN agencies a ON a.id = s.agency_id
LEFT JOIN tenures h ON h.seat_id = s.id AND h.until IS NULL
LEFT JOIN people p ON p.id = h.person_id
LEFT JOIN status_reports l ON l.id = t.latest_report_id
LEFT JOIN people lp ON lp.id = l.person_id
LEFT JOIN status_reports r ON r.id = t.state_report_id
LEFT JOIN people rp ON rp.id = r.person_id
LEFT JOIN extensions e ON e.task_id = t.id AND e.state = 'asked';
