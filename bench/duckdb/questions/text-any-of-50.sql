-- shape: in
SELECT count(*) AS count FROM customers WHERE lower($city) IN (SELECT lower(unnest({cities:VARCHAR[]})))
-- shape: contains
SELECT count(*) AS count FROM customers WHERE list_contains(list_transform({cities:VARCHAR[]}, lambda city: lower(city)), lower($city))
