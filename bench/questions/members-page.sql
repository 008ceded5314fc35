-- shape: counted beside
WITH did AS (
  SELECT DISTINCT id FROM events
  WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
)
SELECT key, $country, $city, $points, $signed_up_at, $interests, (SELECT count() FROM did) AS count
FROM customers WHERE id IN (SELECT id FROM did) ORDER BY id LIMIT 50
-- shape: counted over all
SELECT key, $country, $city, $points, $signed_up_at, $interests, count() OVER () AS count
FROM customers WHERE id IN (
  SELECT id FROM events
  WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) ORDER BY id LIMIT 50
-- shape: bitmap
WITH (
  SELECT groupBitmapState(id) FROM events
  WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) AS did
SELECT key, $country, $city, $points, $signed_up_at, $interests, bitmapCardinality(did) AS count
FROM customers WHERE id IN (SELECT arrayJoin(bitmapToArray(bitmapSubsetLimit(did, 0, 50)))) ORDER BY id
