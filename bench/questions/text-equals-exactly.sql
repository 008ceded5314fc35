-- shape: count
SELECT count() AS count FROM customers WHERE $city = {city:String}
-- shape: countIf
SELECT countIf($city = {city:String}) AS count FROM customers
-- shape: bitmap
SELECT groupBitmap(id) AS count FROM customers WHERE $city = {city:String}
