-- shape: in and not in
SELECT count() AS count FROM customers
WHERE lowerUTF8($city) IN (SELECT lowerUTF8(arrayJoin({cities:Array(String)}))) AND $points >= {low:Float64}
  AND id IN (
    SELECT id FROM events
    WHERE event = 'Product List Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
    GROUP BY id HAVING count() >= 2
  )
  AND id NOT IN (
    SELECT id FROM events
    WHERE event = 'Email Opened' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  )
-- shape: one pass over the events
SELECT count() AS count FROM customers
WHERE lowerUTF8($city) IN (SELECT lowerUTF8(arrayJoin({cities:Array(String)}))) AND $points >= {low:Float64}
  AND id IN (
    SELECT id FROM events
    WHERE event IN ('Product List Viewed', 'Email Opened') AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
    GROUP BY id HAVING countIf(event = 'Product List Viewed') >= 2 AND countIf(event = 'Email Opened') = 0
  )
-- shape: joins
SELECT count() AS count FROM customers
LEFT SEMI JOIN (
  SELECT id FROM events
  WHERE event = 'Product List Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY id HAVING count() >= 2
) AS did ON did.id = customers.id
LEFT ANTI JOIN (
  SELECT id FROM events
  WHERE event = 'Email Opened' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
) AS opened ON opened.id = customers.id
WHERE lowerUTF8(customers.$city) IN (SELECT lowerUTF8(arrayJoin({cities:Array(String)}))) AND customers.$points >= {low:Float64}
