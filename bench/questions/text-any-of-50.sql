-- shape: in
SELECT count() AS count FROM customers WHERE lowerUTF8($city) IN (SELECT lowerUTF8(arrayJoin({cities:Array(String)})))
-- shape: has
SELECT count() AS count FROM customers WHERE has(arrayMap(each -> lowerUTF8(each), {cities:Array(String)}), lowerUTF8($city))
-- shape: join
SELECT count() AS count FROM customers
LEFT SEMI JOIN (SELECT lowerUTF8(arrayJoin({cities:Array(String)})) AS city) AS wanted ON wanted.city = lowerUTF8(customers.$city)
