-- one after the other
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order"}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND event = {p3:String}), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND event = {p6:String}), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 Array(String): ["Order", "View"]
-- p5 Int64: 1711886400001
-- p6 String: "Order"

-- in time, with tests of each event
-- {"kind":"sequence","steps":[{"event":"View","where":{"kind":"property","property":"channel","op":"equals","value":"web"}},{"event":"Order","where":{"kind":"property","property":"total","op":"at_least","value":50},"within":{"value":2,"unit":"day"}},{"event":"Return","within":{"value":1,"unit":"week"}}]}
-- = leaf1
-- leaf1 reads Order, Return, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (event = {p3:String} AND ifNull(lower(`p4`) = lowerUTF8({p4:String}), 0))), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p5:Array(String)} AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND (event = {p7:String} AND ifNull(`p1` >= {p8:Float64}, 0))), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at WHERE `reached1`.at >= `step2`.at - {p9:Int64}), `step3` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p10:Array(String)} AND time < fromUnixTimestamp64Milli({p11:Int64}, 'UTC') AND event = {p12:String}), `reached3` AS (SELECT `step3`.id AS id, `step3`.at AS at FROM `step3` ASOF INNER JOIN `reached2` ON `step3`.id = `reached2`.id AND `step3`.at > `reached2`.at WHERE `reached2`.at >= `step3`.at - {p13:Int64}) SELECT groupBitmapState(`reached3`.id) AS members FROM `reached3` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "Return", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 String: "web"
-- p5 Array(String): ["Order", "Return", "View"]
-- p6 Int64: 1711886400001
-- p7 String: "Order"
-- p8 Float64: 50
-- p9 Int64: 172800000
-- p10 Array(String): ["Order", "Return", "View"]
-- p11 Int64: 1711886400001
-- p12 String: "Return"
-- p13 Int64: 604800000

-- the window is of the first step in Europe/Berlin
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order"}],"window":{"this":"month"}}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND event = {p4:String}), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p5:Array(String)} AND time >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND event = {p8:String}), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1709247600000
-- p3 Int64: 1711886400001
-- p4 String: "View"
-- p5 Array(String): ["Order", "View"]
-- p6 Int64: 1709247600000
-- p7 Int64: 1711886400001
-- p8 String: "Order"

-- a window that ends before now
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order"}],"window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND (ifNull(`time` < fromUnixTimestamp64Milli({p4:Int64}, 'UTC'), 0) AND event = {p5:String})), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p6:Array(String)} AND time >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND event = {p9:String}), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1706745600000
-- p3 Int64: 1711886400001
-- p4 Int64: 1709251200000
-- p5 String: "View"
-- p6 Array(String): ["Order", "View"]
-- p7 Int64: 1706745600000
-- p8 Int64: 1711886400001
-- p9 String: "Order"

-- a window without events is nobody
-- {"kind":"sequence","steps":[{"event":"Order"},{"event":"View"}],"window":{"last":1,"unit":"hour"}}
-- = bitmapBuild(emptyArrayUInt32())

-- nothing in between
-- {"kind":"sequence","steps":[{"event":"View"},{"event":["Order","Return"],"absent":true},{"event":"View","absent":true,"where":{"kind":"property","property":"channel","op":"equals","value":"web"}},{"event":"View"}]}
-- = leaf1
-- leaf1 reads Order, Return, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND event = {p3:String}), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND event = {p6:String}), `gap2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p7:Array(String)} AND time < fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND (event IN {p9:Array(String)} OR (event = {p10:String} AND ifNull(lower(`p4`) = lowerUTF8({p11:String}), 0)))), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at ASOF LEFT JOIN `gap2` ON `step2`.id = `gap2`.id AND `step2`.at > `gap2`.at WHERE `reached1`.at >= `gap2`.at) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "Return", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 Array(String): ["Order", "Return", "View"]
-- p5 Int64: 1711886400001
-- p6 String: "View"
-- p7 Array(String): ["Order", "Return", "View"]
-- p8 Int64: 1711886400001
-- p9 Array(String): ["Order", "Return"]
-- p10 String: "View"
-- p11 String: "web"

-- nothing since
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","absent":true}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND event = {p3:String}), `ending1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND event = {p6:String}) SELECT groupBitmapState(`reached1`.id) AS members FROM `reached1` ASOF LEFT JOIN `ending1` ON `reached1`.id = `ending1`.id AND `reached1`.at < `ending1`.at WHERE `ending1`.at = 0 SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 Array(String): ["Order", "View"]
-- p5 Int64: 1711886400001
-- p6 String: "Order"

-- nothing for a day
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","within":{"value":1,"unit":"hour"}},{"event":"Order","absent":true,"within":{"value":24,"unit":"hour"}}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND event = {p3:String}), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND (ifNull(`time` < fromUnixTimestamp64Milli({p6:Int64}, 'UTC'), 0) AND event = {p7:String})), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at WHERE `reached1`.at >= `step2`.at - {p8:Int64}), `ending1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p9:Array(String)} AND time < fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND event = {p11:String}) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` ASOF LEFT JOIN `ending1` ON `reached2`.id = `ending1`.id AND `reached2`.at < `ending1`.at WHERE (`ending1`.at = 0 OR `ending1`.at > `reached2`.at + {p12:Int64}) SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 Array(String): ["Order", "View"]
-- p5 Int64: 1711886400001
-- p6 Int64: 1711800000001
-- p7 String: "Order"
-- p8 Int64: 3600000
-- p9 Array(String): ["Order", "View"]
-- p10 Int64: 1711886400001
-- p11 String: "Order"
-- p12 Int64: 86400000

-- nothing for a time that cannot have run out
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","absent":true,"within":{"value":1000000,"unit":"week"}}]}
-- = bitmapBuild(emptyArrayUInt32())

-- the same value in all
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","within":{"value":1,"unit":"day"}}],"same":["channel"]}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, assumeNotNull(`p4`) AS `same1`, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p4`) AND event = {p3:String}), `step2` AS (SELECT id, assumeNotNull(`p4`) AS `same1`, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND isNotNull(`p4`) AND event = {p6:String}), `reached2` AS (SELECT `step2`.id AS id, `step2`.`same1` AS `same1`, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.`same1` = `reached1`.`same1` AND `step2`.at > `reached1`.at WHERE `reached1`.at >= `step2`.at - {p7:Int64}) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 Array(String): ["Order", "View"]
-- p5 Int64: 1711886400001
-- p6 String: "Order"
-- p7 Int64: 86400000

-- the same number, in different columns
-- {"kind":"sequence","steps":[{"event":"Order"},{"event":"Return"}],"same":["total"]}
-- = leaf1
-- leaf1 reads Order, Return
WITH `reached1` AS (SELECT id, assumeNotNull(multiIf(event = {p1:String}, `p1`, `p5`)) + 0 AS `same1`, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p2:Array(String)} AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ((event = {p4:String} AND isNotNull(`p1`)) OR (event = {p5:String} AND isNotNull(`p5`))) AND event = {p6:String}), `step2` AS (SELECT id, assumeNotNull(multiIf(event = {p7:String}, `p1`, `p5`)) + 0 AS `same1`, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p8:Array(String)} AND time < fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND ((event = {p10:String} AND isNotNull(`p1`)) OR (event = {p11:String} AND isNotNull(`p5`))) AND event = {p12:String}), `reached2` AS (SELECT `step2`.id AS id, `step2`.`same1` AS `same1`, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.`same1` = `reached1`.`same1` AND `step2`.at > `reached1`.at) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 String: "Order"
-- p2 Array(String): ["Order", "Return"]
-- p3 Int64: 1711785600001
-- p4 String: "Order"
-- p5 String: "Return"
-- p6 String: "Order"
-- p7 String: "Order"
-- p8 Array(String): ["Order", "Return"]
-- p9 Int64: 1711785600001
-- p10 String: "Order"
-- p11 String: "Return"
-- p12 String: "Return"

-- a step that never happened is nobody
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Refund"}]}
-- = bitmapBuild(emptyArrayUInt32())

-- what never happened is absent
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Refund","absent":true},{"event":"Order"}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `reached1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND event = {p3:String}), `step2` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND event = {p6:String}), `reached2` AS (SELECT `step2`.id AS id, `step2`.at AS at FROM `step2` ASOF INNER JOIN `reached1` ON `step2`.id = `reached1`.id AND `step2`.at > `reached1`.at) SELECT groupBitmapState(`reached2`.id) AS members FROM `reached2` SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "View"
-- p4 Array(String): ["Order", "View"]
-- p5 Int64: 1711886400001
-- p6 String: "Order"
