-- A person may be reached on two channels: which one he or she prefers, which one a message was tried on and
-- since when it has been due, which question a typed number answered, and how much each bot has spoken.

ALTER TABLE people ADD COLUMN prefers TEXT NOT NULL DEFAULT '';

ALTER TABLE outbox ADD COLUMN due_at TEXT NOT NULL DEFAULT '';

ALTER TABLE outbox ADD COLUMN tried_on TEXT NOT NULL DEFAULT '';

ALTER TABLE outbox ADD COLUMN chosen_at TEXT;

UPDATE outbox SET due_at = not_before;

CREATE INDEX outbox_asked ON outbox (channel, chat, settled_at) WHERE choices <> '' AND state IN ('sent', 'unsure');

CREATE TABLE traffic (
    channel TEXT NOT NULL,
    month TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, month)
);
