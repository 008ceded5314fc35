-- an event's own time in Europe/Berlin
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"on_or_after","value":"2024-03-01"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(`time` >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC'), 0)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 1709247600000

-- weekends
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"weekday_in","value":[6,7]}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + {p3:Int64}, 86400000) % 7 IN {p4:Array(Int64)}, 0)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: -1672012800000
-- p4 Array(Int64): [5, 6]

-- weekends where clocks change in Europe/Berlin
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"$time","op":"weekday_in","value":[7,6]},"window":{"last":1,"unit":"year"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + transform(roundDown(toUnixTimestamp64Milli(`time`), {p4:Array(Int64)}), {p5:Array(Int64)}, {p6:Array(Int64)}, toInt64(0)), 86400000) % 7 IN {p7:Array(Int64)}, 0)
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
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + {p3:Int64}, 3600000) % 24 IN {p4:Array(Int64)}, 0)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 2209182300000
-- p4 Array(Int64): [9, 10, 11]

-- hours where clocks change in Europe/Berlin
-- {"kind":"event","event":"Order","where":{"kind":"not","of":{"kind":"property","property":"$time","op":"hour_in","value":[2]}},"window":{"last":1,"unit":"year"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND NOT ifNull(intDiv(toUnixTimestamp64Milli(`time`) + transform(roundDown(toUnixTimestamp64Milli(`time`), {p4:Array(Int64)}), {p5:Array(Int64)}, {p6:Array(Int64)}, toInt64(0)), 3600000) % 24 IN {p7:Array(Int64)}, 0)
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
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ifNull(intDiv(toUnixTimestamp64Milli(`time`) + {p3:Int64}, 86400000) % 7 IN {p4:Array(Int64)}, 0)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: -1672012800000
-- p4 Array(Int64): [0]

-- the first event
-- {"kind":"event","event":"Order","pick":"first","where":{"kind":"property","property":"channel","op":"equals","value":"web"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING argMin(ifNull(lower(`p4`) = lowerUTF8({p3:String}), 0), (time, message_id)))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "web"

-- the last event in a window
-- {"kind":"event","event":["Order","View"],"pick":"last","where":{"kind":"not","of":{"kind":"property","property":"channel","op":"equals","value":"web"}},"window":{"last":30,"unit":"day"}}
-- = leaf1
-- leaf1 reads Order, View
SELECT groupBitmapState(id) AS members FROM (SELECT id FROM events WHERE event IN {p1:Array(String)} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY id HAVING argMax(NOT ifNull(lower(`p4`) = lowerUTF8({p4:String}), 0), (time, message_id)))
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1709251200000
-- p3 Int64: 1711886400001
-- p4 String: "web"

-- the first event ever, in a window
-- {"kind":"event","event":"Order","pick":"first","pickFrom":"ever","where":{"kind":"property","property":"channel","op":"equals","value":"web"},"window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING argMin((ifNull(`time` >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p4:Int64}, 'UTC'), 0) AND ifNull(lower(`p4`) = lowerUTF8({p5:String}), 0)), (time, message_id)))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 1706745600000
-- p4 Int64: 1709251200000
-- p5 String: "web"

-- the first event ever, whatever it is
-- {"kind":"event","event":"Order","pick":"first","pickFrom":"ever","window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING argMin(ifNull(`time` >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND `time` < fromUnixTimestamp64Milli({p4:Int64}, 'UTC'), 0), (time, message_id)))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: 1706745600000
-- p4 Int64: 1709251200000

-- the first event, whatever it is, is an event
-- {"kind":"event","event":"Order","pick":"first","window":{"previous":"month"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapState(id) AS members FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')
-- p1 String: "Order"
-- p2 Int64: 1706745600000
-- p3 Int64: 1709251200000
