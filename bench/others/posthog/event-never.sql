-- shape: behaviour of persons
SELECT count() AS count FROM (SELECT id FROM customers GROUP BY id) AS person
LEFT JOIN (
  SELECT id AS person_id, countIf(event = 'Order Completed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}) > 0 AS performed
  FROM events WHERE event IN ('Order Completed') AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  GROUP BY person_id
) AS behavior ON behavior.person_id = person.id
WHERE NOT performed
