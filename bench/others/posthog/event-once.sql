-- shape: behaviour of persons
SELECT count() AS count FROM (
  SELECT id AS person_id, countIf(event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}) > 0 AS performed
  FROM events WHERE event IN ('Product Viewed') AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY person_id
) AS behavior
INNER JOIN (SELECT id FROM customers GROUP BY id) AS person ON person.id = behavior.person_id
WHERE performed
