-- shape: between
SELECT count() AS count FROM customers WHERE $points BETWEEN {low:Float64} AND {high:Float64}
-- shape: countIf
SELECT countIf($points >= {low:Float64} AND $points <= {high:Float64}) AS count FROM customers
-- shape: bitmap
SELECT groupBitmap(id) AS count FROM customers WHERE $points >= {low:Float64} AND $points <= {high:Float64}
