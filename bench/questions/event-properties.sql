-- shape: uniqExact
SELECT uniqExact(id) AS count FROM events
WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  AND lowerUTF8($category) = lowerUTF8({category:String}) AND $price >= {price:Float64}
-- shape: bitmap
SELECT groupBitmap(id) AS count FROM events
WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
  AND lowerUTF8($category) = lowerUTF8({category:String}) AND $price >= {price:Float64}
-- shape: price first
SELECT groupBitmap(id) AS count FROM events
PREWHERE event = 'Product Added' AND $price >= {price:Float64} AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')}
WHERE lowerUTF8($category) = lowerUTF8({category:String})
