-- shape: state, then resolved
SELECT count() AS count FROM (
  SELECT id, uniqMerge(unique_count) AS times FROM (
    SELECT id, time AS event_time, uniqState(message_id) AS unique_count FROM events
    WHERE event = 'Product Added' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')} AND lowerUTF8($category) = lowerUTF8({category:String}) AND $price >= {price:Float64}
    GROUP BY id, event_time
  ) GROUP BY id HAVING times >= 1
)
