-- shape: month and day
SELECT count() AS count FROM customers WHERE toMonth($birthday) * 100 + toDayOfMonth($birthday) IN {days:Array(UInt16)}
-- shape: formatted
SELECT count() AS count FROM customers
WHERE formatDateTime($birthday, '%m%d') IN arrayMap(day -> leftPad(toString(day), 4, '0'), {days:Array(UInt16)})
-- shape: yyyymmdd
SELECT count() AS count FROM customers WHERE toYYYYMMDD($birthday) % 10000 IN {days:Array(UInt16)}
