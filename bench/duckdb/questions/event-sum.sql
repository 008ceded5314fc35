-- shape: having
SELECT count(*) AS count FROM (
  SELECT id FROM events
  WHERE event = 'Order Completed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  GROUP BY id HAVING sum($total) >= {least:DOUBLE}
)
