-- name: traffic_note!
-- Adds to the counts of a month. Rows: [channel, sent, received].
INSERT INTO traffic (channel, month, sent, received)
SELECT json_extract(value, '$[0]'), :month, json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM json_each(:rows) WHERE true
ON CONFLICT (channel, month) DO UPDATE SET sent = sent + excluded.sent, received = received + excluded.received;

-- name: traffic_of_month
SELECT channel, sent, received FROM traffic WHERE month = :month ORDER BY channel;
