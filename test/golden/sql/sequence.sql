-- one after the other
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order"}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, event = {p2:String} AS `step2` FROM events WHERE event IN {p3:Array(String)} AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (`reached1` OR `step2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= 1 AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "Order"
-- p3 Array(String): ["Order", "View"]
-- p4 Int64: 1711886400001

-- in time, with tests of each event
-- {"kind":"sequence","steps":[{"event":"View","where":{"kind":"property","property":"channel","op":"equals","value":"web"}},{"event":"Order","where":{"kind":"property","property":"total","op":"at_least","value":50},"within":{"value":2,"unit":"day"}},{"event":"Return","within":{"value":1,"unit":"week"}}]}
-- = leaf1
-- leaf1 reads Order, Return, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, (event = {p1:String} AND ifNull(lower(`p4`) = lowerUTF8({p2:String}), 0)) AS `reached1`, (event = {p3:String} AND ifNull(`p1` >= {p4:Float64}, 0)) AS `step2`, event = {p5:String} AS `step3` FROM events WHERE event IN {p6:Array(String)} AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND (`reached1` OR `step2` OR `step3`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= greatest(1, at - {p8:Int64}) AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)), `rows3` AS (SELECT *, `step3` AND maxIf(at, `reached2`) OVER earlier >= greatest(1, at - {p9:Int64}) AS `reached3` FROM `rows2` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows3` WHERE `reached3` SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "web"
-- p3 String: "Order"
-- p4 Float64: 50
-- p5 String: "Return"
-- p6 Array(String): ["Order", "Return", "View"]
-- p7 Int64: 1711886400001
-- p8 Int64: 172800000
-- p9 Int64: 604800000

-- the window is of the first step in Europe/Berlin
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order"}],"window":{"this":"month"}}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, event = {p2:String} AS `step2` FROM events WHERE event IN {p3:Array(String)} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND (`reached1` OR `step2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= 1 AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "Order"
-- p3 Array(String): ["Order", "View"]
-- p4 Int64: 1709247600000
-- p5 Int64: 1711886400001

-- a window that ends before now
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order"}],"window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, (ifNull(`time` < fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) AND event = {p2:String}) AS `reached1`, event = {p3:String} AS `step2` FROM events WHERE event IN {p4:Array(String)} AND time >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND (`reached1` OR `step2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= 1 AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 Int64: 1709251200000
-- p2 String: "View"
-- p3 String: "Order"
-- p4 Array(String): ["Order", "View"]
-- p5 Int64: 1706745600000
-- p6 Int64: 1711886400001

-- a window without events is nobody
-- {"kind":"sequence","steps":[{"event":"Order"},{"event":"View"}],"window":{"last":1,"unit":"hour"}}
-- = bitmapBuild(emptyArrayUInt32())

-- nothing in between
-- {"kind":"sequence","steps":[{"event":"View"},{"event":["Order","Return"],"absent":true},{"event":"View","absent":true,"where":{"kind":"property","property":"channel","op":"equals","value":"web"}},{"event":"View"}]}
-- = leaf1
-- leaf1 reads Order, Return, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, event = {p2:String} AS `step2`, (event IN {p3:Array(String)} OR (event = {p4:String} AND ifNull(lower(`p4`) = lowerUTF8({p5:String}), 0))) AS `gap2` FROM events WHERE event IN {p6:Array(String)} AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND (`reached1` OR `step2` OR `gap2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= greatest(1, maxIf(at, `gap2`) OVER earlier) AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "View"
-- p3 Array(String): ["Order", "Return"]
-- p4 String: "View"
-- p5 String: "web"
-- p6 Array(String): ["Order", "Return", "View"]
-- p7 Int64: 1711886400001

-- nothing since
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","absent":true}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, event = {p2:String} AS `ending1` FROM events WHERE event IN {p3:Array(String)} AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (`reached1` OR `ending1`)) SELECT groupBitmapState(id) AS members FROM (SELECT id, at, `reached1`, minIf(at, `ending1`) OVER later AS `next1` FROM `rows1` WINDOW later AS (PARTITION BY id ORDER BY -at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) WHERE `reached1` AND `next1` = 0 SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "Order"
-- p3 Array(String): ["Order", "View"]
-- p4 Int64: 1711886400001

-- nothing for a day
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","within":{"value":1,"unit":"hour"}},{"event":"Order","absent":true,"within":{"value":24,"unit":"hour"}}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, (ifNull(`time` < fromUnixTimestamp64Milli({p2:Int64}, 'UTC'), 0) AND event = {p3:String}) AS `step2`, event = {p4:String} AS `ending1` FROM events WHERE event IN {p5:Array(String)} AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND (`reached1` OR `step2` OR `ending1`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= greatest(1, at - {p7:Int64}) AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM (SELECT id, at, `reached2`, minIf(at, `ending1`) OVER later AS `next1` FROM `rows2` WINDOW later AS (PARTITION BY id ORDER BY -at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) WHERE `reached2` AND (`next1` = 0 OR `next1` > at + {p8:Int64}) SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 Int64: 1711800000001
-- p3 String: "Order"
-- p4 String: "Order"
-- p5 Array(String): ["Order", "View"]
-- p6 Int64: 1711886400001
-- p7 Int64: 3600000
-- p8 Int64: 86400000

-- nothing for a time that cannot have run out
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","absent":true,"within":{"value":1000000,"unit":"week"}}]}
-- = bitmapBuild(emptyArrayUInt32())

-- the same value in all
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Order","within":{"value":1,"unit":"day"}}],"same":["channel"]}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, `p4` AS `same1`, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, event = {p2:String} AS `step2` FROM events WHERE event IN {p3:Array(String)} AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND isNotNull(`p4`) AND (`reached1` OR `step2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= greatest(1, at - {p5:Int64}) AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id, `same1` ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "Order"
-- p3 Array(String): ["Order", "View"]
-- p4 Int64: 1711886400001
-- p5 Int64: 86400000

-- the same number, in different columns
-- {"kind":"sequence","steps":[{"event":"Order"},{"event":"Return"}],"same":["total"]}
-- = leaf1
-- leaf1 reads Order, Return
WITH `rows1` AS (SELECT id, multiIf(event = {p1:String}, `p1`, `p5`) + 0 AS `same1`, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p2:String} AS `reached1`, event = {p3:String} AS `step2` FROM events WHERE event IN {p4:Array(String)} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND ((event = {p6:String} AND isNotNull(`p1`)) OR (event = {p7:String} AND isNotNull(`p5`))) AND (`reached1` OR `step2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= 1 AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id, `same1` ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 String: "Order"
-- p2 String: "Order"
-- p3 String: "Return"
-- p4 Array(String): ["Order", "Return"]
-- p5 Int64: 1711785600001
-- p6 String: "Order"
-- p7 String: "Return"

-- a step that never happened is nobody
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Refund"}]}
-- = bitmapBuild(emptyArrayUInt32())

-- what never happened is absent
-- {"kind":"sequence","steps":[{"event":"View"},{"event":"Refund","absent":true},{"event":"Order"}]}
-- = leaf1
-- leaf1 reads Order, View
WITH `rows1` AS (SELECT id, toUnixTimestamp64Milli(time) + 2208988800001 AS at, event = {p1:String} AS `reached1`, event = {p2:String} AS `step2` FROM events WHERE event IN {p3:Array(String)} AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (`reached1` OR `step2`)), `rows2` AS (SELECT *, `step2` AND maxIf(at, `reached1`) OVER earlier >= 1 AS `reached2` FROM `rows1` WINDOW earlier AS (PARTITION BY id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) SELECT groupBitmapState(id) AS members FROM `rows2` WHERE `reached2` SETTINGS max_subquery_depth = 1000
-- p1 String: "View"
-- p2 String: "Order"
-- p3 Array(String): ["Order", "View"]
-- p4 Int64: 1711886400001
