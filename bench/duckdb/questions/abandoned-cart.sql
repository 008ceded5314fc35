-- shape: asof joins
SELECT count(DISTINCT added.id) AS count
FROM (
  SELECT id, time FROM events WHERE event = 'Product Added' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP} - INTERVAL 1 DAY
) AS added
ASOF JOIN (
  SELECT id, time FROM events WHERE event = 'Product Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
) AS viewed ON viewed.id = added.id AND added.time > viewed.time
ASOF LEFT JOIN (
  SELECT id, time FROM events WHERE event = 'Order Completed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
) AS ordered ON ordered.id = added.id AND added.time < ordered.time
WHERE viewed.time >= added.time - INTERVAL 30 DAY AND (ordered.time IS NULL OR ordered.time > added.time + INTERVAL 1 DAY)
-- shape: semi-joins
SELECT count(DISTINCT added.id) AS count FROM events AS added
WHERE added.event = 'Product Added' AND added.time >= {from:TIMESTAMP} AND added.time <= {now:TIMESTAMP} - INTERVAL 1 DAY
  AND EXISTS (
    SELECT 1 FROM events AS viewed
    WHERE viewed.event = 'Product Viewed' AND viewed.time >= {from:TIMESTAMP} AND viewed.id = added.id
      AND viewed.time < added.time AND viewed.time >= added.time - INTERVAL 30 DAY
  )
  AND NOT EXISTS (
    SELECT 1 FROM events AS ordered
    WHERE ordered.event = 'Order Completed' AND ordered.time >= {from:TIMESTAMP} AND ordered.time <= {now:TIMESTAMP} AND ordered.id = added.id
      AND ordered.time > added.time AND ordered.time <= added.time + INTERVAL 1 DAY
  )
