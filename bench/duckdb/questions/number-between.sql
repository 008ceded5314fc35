-- shape: between
SELECT count(*) AS count FROM customers WHERE $points BETWEEN {low:DOUBLE} AND {high:DOUBLE}
