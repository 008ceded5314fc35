-- shape: having
SELECT count() AS count FROM (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id HAVING count() >= 2
)
-- shape: countIf
SELECT countIf(times >= 2) AS count FROM (
  SELECT count() AS times FROM events
  WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id
)
-- shape: in order
SELECT count() AS count FROM (
  SELECT id FROM events
  WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id HAVING count() >= 2
) SETTINGS optimize_aggregation_in_order = 1
