-- shape: everyone less having
SELECT (SELECT count() FROM customers) - count() AS count FROM (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id HAVING count() > 3
)
-- shape: not in
SELECT count() AS count FROM customers WHERE id NOT IN (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id HAVING count() > 3
)
-- shape: left join
SELECT countIf(times <= 3) AS count FROM customers LEFT JOIN (
  SELECT id, count() AS times FROM events
  WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id
) AS counted ON counted.id = customers.id
