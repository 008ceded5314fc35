-- an event's own time in Europe/Berlin
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"on_or_after","value":"2024-03-01"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(`time` >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC'), 0) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 1709247600000

-- weekends
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"weekday_in","value":[6,7]}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + {p3:Int64}, 86400000) % 7 IN {p4:Array(Int64)}, 0) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: -1672012800000
-- p4 Array(Int64): [5, 6]

-- weekends where clocks change in Europe/Berlin
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"weekday_in","value":[7,6]},"window":{"last":1,"unit":"year"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + transform(roundDown(toUnixTimestamp64Milli(`time`), {p4:Array(Int64)}), {p5:Array(Int64)}, {p6:Array(Int64)}, toInt64(0)), 86400000) % 7 IN {p7:Array(Int64)}, 0) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1680213600000
-- p3 Int64: 1711785600001
-- p4 Array(Int64): [1680213600000, 1698616800000, 1698620400000]
-- p5 Array(Int64): [1680213600000, 1698616800000, 1698620400000]
-- p6 Array(Int64): [-1679868000000, -1679954400000, -1679871600000]
-- p7 Array(Int64): [5, 6]

-- hours in Asia/Kathmandu
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"hour_in","value":[9,10,11]}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + {p3:Int64}, 3600000) % 24 IN {p4:Array(Int64)}, 0) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 2209182300000
-- p4 Array(Int64): [9, 10, 11]

-- hours where clocks change in Europe/Berlin
-- {"kind":"event","event":"Order","where":{"kind":"not","of":{"kind":"property","property":"$time","op":"hour_in","value":[2]}},"window":{"last":1,"unit":"year"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND NOT ifNull(intDiv(toUnixTimestamp64Milli(`time`) + transform(roundDown(toUnixTimestamp64Milli(`time`), {p4:Array(Int64)}), {p5:Array(Int64)}, {p6:Array(Int64)}, toInt64(0)), 3600000) % 24 IN {p7:Array(Int64)}, 0) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1680213600000
-- p3 Int64: 1711785600001
-- p4 Array(Int64): [1680213600000, 1698541200000]
-- p5 Array(Int64): [1680213600000, 1698541200000]
-- p6 Array(Int64): [2209168800000, 2209165200000]
-- p7 Array(Int64): [2]

-- one day of the week
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"weekday_in","value":[1]}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + {p3:Int64}, 86400000) % 7 IN {p4:Array(Int64)}, 0) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: -1672012800000
-- p4 Array(Int64): [0]

-- the first event
-- {"kind":"event","event":"Order","pick":"first","where":{"kind":"property","property":"channel","op":"equals","value":"web"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM (
    SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (ifNull(lower(`p4`) = lowerUTF8({p3:String}), 0))), 1) = 1
    UNION ALL
    SELECT id FROM events WHERE event = {p4:String} AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND id IN (SELECT id FROM events WHERE event = {p6:String} AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') GROUP BY id HAVING bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (ifNull(lower(`p4`) = lowerUTF8({p8:String}), 0))), 1) = 0 AND bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (NOT (ifNull(lower(`p4`) = lowerUTF8({p9:String}), 0)))), 1) = 0)
    GROUP BY id HAVING argMin(ifNull(lower(`p4`) = lowerUTF8({p10:String}), 0), (time, message_id)))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "web"
-- p4 String: "Order"
-- p5 Int64: 1711785600001
-- p6 String: "Order"
-- p7 Int64: 1711785600001
-- p8 String: "web"
-- p9 String: "web"
-- p10 String: "web"

-- the last event in a window
-- {"kind":"event","event":["Order","View"],"pick":"last","where":{"kind":"not","of":{"kind":"property","property":"channel","op":"equals","value":"web"}},"window":{"last":30,"unit":"day"}}
-- = leaf1
-- leaf1 reads Order, View
SELECT groupBitmapState(id) AS members FROM (
    SELECT id FROM events WHERE event IN {p1:Array(String)} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY id HAVING bitAnd(max(toUnixTimestamp64Milli(time) * 2 + (NOT (NOT ifNull(lower(`p4`) = lowerUTF8({p4:String}), 0)))), 1) = 0
    UNION ALL
    SELECT id FROM events WHERE event IN {p5:Array(String)} AND time >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND id IN (SELECT id FROM events WHERE event IN {p8:Array(String)} AND time >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p10:Int64}, 'UTC') GROUP BY id HAVING bitAnd(max(toUnixTimestamp64Milli(time) * 2 + (NOT ifNull(lower(`p4`) = lowerUTF8({p11:String}), 0))), 1) = 1 AND bitAnd(max(toUnixTimestamp64Milli(time) * 2 + (NOT (NOT ifNull(lower(`p4`) = lowerUTF8({p12:String}), 0)))), 1) = 1)
    GROUP BY id HAVING argMax(NOT ifNull(lower(`p4`) = lowerUTF8({p13:String}), 0), (time, message_id)))
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1709251200000
-- p3 Int64: 1711886400001
-- p4 String: "web"
-- p5 Array(String): ["Order", "View"]
-- p6 Int64: 1709251200000
-- p7 Int64: 1711886400001
-- p8 Array(String): ["Order", "View"]
-- p9 Int64: 1709251200000
-- p10 Int64: 1711886400001
-- p11 String: "web"
-- p12 String: "web"
-- p13 String: "web"

-- the first event ever, in a window
-- {"kind":"event","event":"Order","pick":"first","pickFrom":"ever","where":{"kind":"property","property":"channel","op":"equals","value":"web"},"window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM (
    SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING bitAnd(min(toUnixTimestamp64Milli(time) * 2 + ((ifNull(`time` >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p4:Int64}, 'UTC'), 0) AND ifNull(lower(`p4`) = lowerUTF8({p5:String}), 0)))), 1) = 1
    UNION ALL
    SELECT id FROM events WHERE event = {p6:String} AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND id IN (SELECT id FROM events WHERE event = {p8:String} AND time < fromUnixTimestamp64Milli({p9:Int64}, 'UTC') GROUP BY id HAVING bitAnd(min(toUnixTimestamp64Milli(time) * 2 + ((ifNull(`time` >= fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p11:Int64}, 'UTC'), 0) AND ifNull(lower(`p4`) = lowerUTF8({p12:String}), 0)))), 1) = 0 AND bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (NOT ((ifNull(`time` >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p14:Int64}, 'UTC'), 0) AND ifNull(lower(`p4`) = lowerUTF8({p15:String}), 0))))), 1) = 0)
    GROUP BY id HAVING argMin((ifNull(`time` >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p17:Int64}, 'UTC'), 0) AND ifNull(lower(`p4`) = lowerUTF8({p18:String}), 0)), (time, message_id)))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 1706745600000
-- p4 Int64: 1709251200000
-- p5 String: "web"
-- p6 String: "Order"
-- p7 Int64: 1711785600001
-- p8 String: "Order"
-- p9 Int64: 1711785600001
-- p10 Int64: 1706745600000
-- p11 Int64: 1709251200000
-- p12 String: "web"
-- p13 Int64: 1706745600000
-- p14 Int64: 1709251200000
-- p15 String: "web"
-- p16 Int64: 1706745600000
-- p17 Int64: 1709251200000
-- p18 String: "web"

-- the first event ever, whatever it is
-- {"kind":"event","event":"Order","pick":"first","pickFrom":"ever","window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM (
    SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (ifNull(`time` >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p4:Int64}, 'UTC'), 0))), 1) = 1
    UNION ALL
    SELECT id FROM events WHERE event = {p5:String} AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND id IN (SELECT id FROM events WHERE event = {p7:String} AND time < fromUnixTimestamp64Milli({p8:Int64}, 'UTC') GROUP BY id HAVING bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (ifNull(`time` >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p10:Int64}, 'UTC'), 0))), 1) = 0 AND bitAnd(min(toUnixTimestamp64Milli(time) * 2 + (NOT (ifNull(`time` >= fromUnixTimestamp64Milli({p11:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p12:Int64}, 'UTC'), 0)))), 1) = 0)
    GROUP BY id HAVING argMin(ifNull(`time` >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p14:Int64}, 'UTC'), 0), (time, message_id)))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 1706745600000
-- p4 Int64: 1709251200000
-- p5 String: "Order"
-- p6 Int64: 1711785600001
-- p7 String: "Order"
-- p8 Int64: 1711785600001
-- p9 Int64: 1706745600000
-- p10 Int64: 1709251200000
-- p11 Int64: 1706745600000
-- p12 Int64: 1709251200000
-- p13 Int64: 1706745600000
-- p14 Int64: 1709251200000

-- the first event, whatever it is, is an event
-- {"kind":"event","event":"Order","pick":"first","window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1706745600000
-- p3 Int64: 1709251200000
