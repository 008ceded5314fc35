-- shape: everyone less having
SELECT (SELECT count(*) FROM customers) - count(*) AS count FROM (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  GROUP BY id HAVING count(*) > 3
)
-- shape: anti-join
SELECT count(*) AS count FROM customers WHERE id NOT IN (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  GROUP BY id HAVING count(*) > 3
)
