-- at least once, ever, up to the newest event
-- {"kind":"event","event":"Order"}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001

-- not after now, though there are events
-- {"kind":"event","event":"View"}
-- = leaf1
-- leaf1 reads View
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "View"
-- p2 Int64: 1711886400001

-- a window in Europe/Berlin
-- {"kind":"event","event":"Order","window":{"last":30,"unit":"day"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1709247600000
-- p3 Int64: 1711785600001

-- a window that begins before the oldest event has no start
-- {"kind":"event","event":"Order","window":{"ago":{"from":5,"to":1,"unit":"year"}}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1680307200000

-- a window after the newest event is nobody
-- {"kind":"event","event":"Order","window":{"last":1,"unit":"hour"}}
-- = bitmapBuild(emptyArrayUInt32())

-- a window after now is nobody
-- {"kind":"event","event":"View","window":{"next":7,"unit":"day"}}
-- = bitmapBuild(emptyArrayUInt32())

-- an event that never happened is nobody
-- {"kind":"event","event":"Refund"}
-- = bitmapBuild(emptyArrayUInt32())

-- several events
-- {"kind":"event","event":["View","Order","View"]}
-- = leaf1
-- leaf1 reads Order, View
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001

-- at least twice
-- {"kind":"event","event":"Order","op":"at_least","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING count() >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 2

-- exactly twice
-- {"kind":"event","event":"Order","op":"exactly","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING count() = {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 2

-- between two and four times
-- {"kind":"event","event":"Order","op":"between","value":[2,4]}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING count() >= {p3:UInt64} AND count() <= {p4:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 2
-- p4 UInt64: 4

-- exactly 0 is everyone but at least once
-- {"kind":"event","event":"Order","op":"exactly","value":0}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001

-- at most 3 is everyone but at least 4
-- {"kind":"event","event":"Order","op":"at_most","value":3}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING count() >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 4

-- fewer than 3 is everyone but at least 3
-- {"kind":"event","event":"Order","op":"fewer_than","value":3}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING count() >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 3

-- between 0 and 2 is everyone but at least 3
-- {"kind":"event","event":"Order","op":"between","value":[0,2]}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING count() >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 3

-- at least 0 is everyone
-- {"kind":"event","event":"Order","op":"at_least","value":0}
-- = everyone

-- fewer than 0 is nobody
-- {"kind":"event","event":"Order","op":"fewer_than","value":0}
-- = bitmapBuild(emptyArrayUInt32())

-- properties of the same event
-- {"kind":"event","event":"Order","where":{"kind":"all","of":[{"kind":"property","property":"total","op":"at_least","value":50},{"kind":"any","of":[{"kind":"property","property":"channel","op":"equals","value":"web"},{"kind":"property","property":"channel","op":"is_unknown"}]},{"kind":"not","of":{"kind":"property","property":"coupons","op":"is_known"}}]},"op":"at_least","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ((NOT isNotNull(`p4`) OR ifNull(lower(`p4`) = lowerUTF8({p3:String}), 0)) AND NOT notEmpty(`p2`) AND ifNull(`p1` >= {p4:Float64}, 0)) GROUP BY id HAVING count() >= {p5:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "web"
-- p4 Float64: 50
-- p5 UInt64: 2

-- a property that two events share
-- {"kind":"event","event":["Order","View"],"where":{"kind":"property","property":"channel","op":"not_equals","value":"web"}}
-- = leaf1
-- leaf1 reads Order, View
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND NOT ifNull(lower(`p4`) = lowerUTF8({p3:String}), 0) GROUP BY _part_index)
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "web"

-- a property that one of the events has
-- {"kind":"event","event":["Order","View"],"where":{"kind":"property","property":"total","op":"less_than","value":5}}
-- = leaf1
-- leaf1 reads Order, View
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (event = {p3:String} AND ifNull(`p1` < {p4:Float64}, 0)) GROUP BY _part_index)
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "Order"
-- p4 Float64: 5

-- a property that events keep in different columns
-- {"kind":"event","event":["Order","Return"],"where":{"kind":"property","property":"total","op":"not_between","value":[5,6]}}
-- = leaf1
-- leaf1 reads Order, Return
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND NOT ((event = {p3:String} AND ifNull(`p1` >= {p4:Float64} AND `p1` <= {p5:Float64}, 0)) OR (event = {p6:String} AND ifNull(`p5` >= {p7:Float64} AND `p5` <= {p8:Float64}, 0))) GROUP BY _part_index)
-- p1 Array(String): ["Order", "Return"]
-- p2 Int64: 1711785600001
-- p3 String: "Order"
-- p4 Float64: 5
-- p5 Float64: 6
-- p6 String: "Return"
-- p7 Float64: 5
-- p8 Float64: 6

-- a test that no event passes is nobody
-- {"kind":"event","event":"Order","where":{"kind":"any","of":[]}}
-- = bitmapBuild(emptyArrayUInt32())
