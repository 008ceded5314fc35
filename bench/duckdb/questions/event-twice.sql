-- shape: having
SELECT count(*) AS count FROM (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  GROUP BY id HAVING count(*) >= 2
)
