-- shape: behaviour of persons
SELECT count() AS count FROM (
  SELECT id AS person_id,
    countIf(event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')} AND lowerUTF8($category) = lowerUTF8({category:String}) AND $price >= {price:Float64}) > 0 AS performed
  FROM events WHERE event IN ('Product Added') AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY person_id
) AS behavior
INNER JOIN (SELECT id FROM customers GROUP BY id) AS person ON person.id = behavior.person_id
WHERE performed
