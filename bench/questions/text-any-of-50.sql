-- shape: in
SELECT count() AS count FROM customers WHERE lowerUTF8($city) IN arrayMap(each -> lowerUTF8(each), {cities:Array(String)})
-- shape: has
SELECT count() AS count FROM customers WHERE has(arrayMap(each -> lowerUTF8(each), {cities:Array(String)}), lowerUTF8($city))
-- shape: join
SELECT count() AS count FROM customers
INNER JOIN (SELECT arrayJoin(arrayMap(each -> lowerUTF8(each), {cities:Array(String)})) AS city) AS wanted ON wanted.city = lowerUTF8(customers.$city)
