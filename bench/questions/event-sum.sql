-- shape: having
SELECT count() AS count FROM (
  SELECT id FROM events
  WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id HAVING sum($total) >= {least:Float64}
)
-- shape: countIf
SELECT countIf(spent >= {least:Float64}) AS count FROM (
  SELECT sum($total) AS spent FROM events
  WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id
)
