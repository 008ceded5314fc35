-- shape: everyone less uniqExact
SELECT (SELECT count() FROM customers) - uniqExact(id) AS count FROM events
WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
-- shape: everyone less bitmap
SELECT (SELECT count() FROM customers) - groupBitmap(id) AS count FROM events
WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
-- shape: not in
SELECT count() AS count FROM customers WHERE id NOT IN (
  SELECT id FROM events
  WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
)
