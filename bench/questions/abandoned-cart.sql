-- shape: asof joins
SELECT uniqExact(added.id) AS count
FROM (
  SELECT id, time FROM events WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')} - INTERVAL 1 DAY
) AS added
ASOF JOIN (
  SELECT id, time FROM events WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) AS viewed ON viewed.id = added.id AND added.time > viewed.time
ASOF LEFT JOIN (
  SELECT id, toNullable(time) AS time FROM events
  WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) AS ordered ON ordered.id = added.id AND added.time < ordered.time
WHERE viewed.time >= added.time - INTERVAL 30 DAY AND (ordered.time IS NULL OR ordered.time > added.time + INTERVAL 1 DAY)
-- shape: asof joins, sorted and merged
SELECT uniqExact(added.id) AS count
FROM (
  SELECT id, time FROM events WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')} - INTERVAL 1 DAY
) AS added
ASOF JOIN (
  SELECT id, time FROM events WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) AS viewed ON viewed.id = added.id AND added.time > viewed.time
ASOF LEFT JOIN (
  SELECT id, toNullable(time) AS time FROM events
  WHERE event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) AS ordered ON ordered.id = added.id AND added.time < ordered.time
WHERE viewed.time >= added.time - INTERVAL 30 DAY AND (ordered.time IS NULL OR ordered.time > added.time + INTERVAL 1 DAY)
SETTINGS join_algorithm = 'full_sorting_merge'
-- shape: arrays
SELECT countIf(arrayExists(at -> arrayExists(v -> v < at AND v >= at - 2592000000, viewed) AND NOT arrayExists(o -> o > at AND o <= at + 86400000, ordered), added)) AS count
FROM (
  SELECT
    id,
    groupArrayIf(toUnixTimestamp64Milli(time), event = 'Product Viewed') AS viewed,
    groupArrayIf(toUnixTimestamp64Milli(time), event = 'Product Added' AND time <= {now:DateTime64(3, 'UTC')} - INTERVAL 1 DAY) AS added,
    groupArrayIf(toUnixTimestamp64Milli(time), event = 'Order Completed') AS ordered
  FROM events
  WHERE event IN ('Product Viewed', 'Product Added', 'Order Completed')
    AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id
)
-- shape: arrays of who added
SELECT countIf(arrayExists(at -> arrayExists(v -> v < at AND v >= at - 2592000000, viewed) AND NOT arrayExists(o -> o > at AND o <= at + 86400000, ordered), added)) AS count
FROM (
  SELECT
    id,
    groupArrayIf(toUnixTimestamp64Milli(time), event = 'Product Viewed') AS viewed,
    groupArrayIf(toUnixTimestamp64Milli(time), event = 'Product Added' AND time <= {now:DateTime64(3, 'UTC')} - INTERVAL 1 DAY) AS added,
    groupArrayIf(toUnixTimestamp64Milli(time), event = 'Order Completed') AS ordered
  FROM events
  WHERE event IN ('Product Viewed', 'Product Added', 'Order Completed')
    AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
    AND id IN (
      SELECT id FROM events
      WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')} - INTERVAL 1 DAY
    )
  GROUP BY id
)
-- shape: windows
SELECT uniqExact(id) AS count FROM (
  SELECT id, event, at, viewed,
    minIf(at, event = 'Order Completed') OVER (PARTITION BY id ORDER BY -at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ordered
  FROM (
    SELECT id, event, toUnixTimestamp64Milli(time) AS at,
      maxIf(at, event = 'Product Viewed') OVER (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS viewed
    FROM events
    WHERE event IN ('Product Viewed', 'Product Added', 'Order Completed')
      AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  )
)
WHERE event = 'Product Added' AND at <= toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - 86400000
  AND viewed > 0 AND viewed >= at - 2592000000 AND (ordered = 0 OR ordered > at + 86400000)
