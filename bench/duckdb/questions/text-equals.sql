-- shape: lower both
SELECT count(*) AS count FROM customers WHERE lower($city) = lower({city:VARCHAR})
-- shape: ilike
SELECT count(*) AS count FROM customers WHERE $city ILIKE {city:VARCHAR}
