-- shape: in and not in
SELECT count(*) AS count FROM customers
WHERE lower($city) IN (SELECT lower(unnest({cities:VARCHAR[]}))) AND $points >= {low:DOUBLE}
  AND id IN (
    SELECT id FROM events
    WHERE event = 'Product List Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
    GROUP BY id HAVING count(*) >= 2
  )
  AND id NOT IN (
    SELECT id FROM events
    WHERE event = 'Email Opened' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  )
-- shape: joins
SELECT count(*) AS count FROM customers
SEMI JOIN (
  SELECT id FROM events
  WHERE event = 'Product List Viewed' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
  GROUP BY id HAVING count(*) >= 2
) AS did USING (id)
ANTI JOIN (
  SELECT id FROM events
  WHERE event = 'Email Opened' AND time >= {from:TIMESTAMP} AND time <= {now:TIMESTAMP}
) AS opened USING (id)
WHERE lower($city) IN (SELECT lower(unnest({cities:VARCHAR[]}))) AND $points >= {low:DOUBLE}
