-- shape: state, then resolved
SELECT count() AS count FROM (
  SELECT id, uniqMerge(unique_count) AS times FROM (
    SELECT id, time AS event_time, uniqState(message_id) AS unique_count FROM events
    WHERE event = 'Product Viewed' AND time >= {from:DateTime64(3, 'UTC')} AND time <= {now:DateTime64(3, 'UTC')} GROUP BY id, event_time
  ) GROUP BY id HAVING times >= 1
)
