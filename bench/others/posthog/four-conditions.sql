-- shape: behaviour of persons
SELECT count() AS count FROM (
  SELECT id, any($city) AS city, any($points) AS points FROM customers GROUP BY id
) AS person
LEFT JOIN (
  SELECT id AS person_id,
    countIf(event = 'Product List Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}) >= 2 AS viewed,
    countIf(event = 'Email Opened' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}) > 0 AS opened
  FROM events WHERE event IN ('Product List Viewed', 'Email Opened') AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY person_id
) AS behavior ON behavior.person_id = person.id
WHERE viewed AND NOT opened AND lowerUTF8(city) IN (SELECT lowerUTF8(arrayJoin({cities:Array(String)}))) AND points >= {low:Float64}
