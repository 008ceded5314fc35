-- shape: count distinct
SELECT count(DISTINCT id) AS count FROM events
WHERE event = 'Page Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
-- shape: distinct
SELECT count(*) AS count FROM (
  SELECT DISTINCT id FROM events
  WHERE event = 'Page Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
)
-- shape: semi-join
SELECT count(*) AS count FROM customers WHERE id IN (
  SELECT id FROM events
  WHERE event = 'Page Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
)
