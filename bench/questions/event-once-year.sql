-- shape: uniqExact
SELECT uniqExact(id) AS count FROM events
WHERE event = 'Page Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
-- shape: bitmap
SELECT groupBitmap(id) AS count FROM events
WHERE event = 'Page Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
-- shape: distinct
SELECT count() AS count FROM (
  SELECT DISTINCT id FROM events
  WHERE event = 'Page Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
)
-- shape: semi-join
SELECT count() AS count FROM customers WHERE id IN (
  SELECT id FROM events
  WHERE event = 'Page Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
)
