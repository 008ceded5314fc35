-- shape: everyone less distinct
SELECT (SELECT count(*) FROM customers) - count(DISTINCT id) AS count FROM events
WHERE event = 'Order Completed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
-- shape: anti-join
SELECT count(*) AS count FROM customers WHERE id NOT IN (
  SELECT id FROM events
  WHERE event = 'Order Completed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
)
