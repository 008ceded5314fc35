-- shape: count distinct
SELECT count(DISTINCT id) AS count FROM events
WHERE event = 'Product Added' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  AND lower($category) = lower({category:VARCHAR}) AND $price >= {price:DOUBLE}
-- shape: distinct
SELECT count(*) AS count FROM (
  SELECT DISTINCT id FROM events
  WHERE event = 'Product Added' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
    AND lower($category) = lower({category:VARCHAR}) AND $price >= {price:DOUBLE}
)
