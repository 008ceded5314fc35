-- shape: lower both
SELECT count() AS count FROM customers WHERE lowerUTF8($city) = lowerUTF8({city:String})
-- shape: ilike
SELECT count() AS count FROM customers WHERE $city ILIKE {city:String}
-- shape: bitmap
SELECT groupBitmap(id) AS count FROM customers WHERE lowerUTF8($city) = lowerUTF8({city:String})
