-- a sum, in millionths
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"more_than","value":0.3}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) > {p3:Int128})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "300000"

-- a sum at most is everyone but more than it
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"at_most","value":100}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) > {p3:Int128})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "100000000"

-- a sum at least a negative number is everyone but fewer than it
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"at_least","value":-100}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) < {p3:Int128})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "-100000000"

-- a sum of exactly 0 is everyone but another sum
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"exactly","value":0}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING NOT ((toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) = {p3:Int128}))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "0"

-- a sum between two numbers
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"between","value":[5e-7,1000000000005]}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING NOT ((toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) >= {p3:Int128} AND (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) <= {p4:Int128}))
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "0"
-- p4 Int128: "1000000000005000000"

-- a sum at least what rounds to 0 is everyone but less
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"at_least","value":4e-7}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) < {p3:Int128})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "0"

-- a sum that holds of nothing, in a window without events
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"at_most","value":100,"window":{"last":1,"unit":"hour"}}
-- = everyone

-- a sum that does not hold of nothing, in a window without events
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"more_than","value":100,"window":{"last":1,"unit":"hour"}}
-- = bitmapBuild(emptyArrayUInt32())

-- a sum beyond all sums
-- {"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"more_than","value":1e+300}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) > {p3:Int128})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "999999999999999983222784000000"

-- a sum of a property that one of the events has
-- {"kind":"event","event":["Order","View"],"measure":{"fn":"sum","property":"total"},"op":"at_least","value":5}
-- = leaf1
-- leaf1 reads Order, View
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (event = {p3:String} AND isNotNull(`p1`)) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) >= {p4:Int128})
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "Order"
-- p4 Int128: "5000000"

-- a sum of a property that events keep in different columns
-- {"kind":"event","event":["Order","Return"],"measure":{"fn":"sum","property":"total"},"op":"at_least","value":5}
-- = leaf1
-- leaf1 reads Order, Return
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ((event = {p3:String} AND isNotNull(`p1`)) OR (event = {p4:String} AND isNotNull(`p5`))) GROUP BY id HAVING (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(multiIf(event = {p5:String}, `p1`, `p5`)), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(multiIf(event = {p6:String}, `p1`, `p5`)), -1e12, 1e12) - trunc(clamp(assumeNotNull(multiIf(event = {p7:String}, `p1`, `p5`)), -1e12, 1e12))) * 1e6)))) >= {p8:Int128})
-- p1 Array(String): ["Order", "Return"]
-- p2 Int64: 1711785600001
-- p3 String: "Order"
-- p4 String: "Return"
-- p5 String: "Order"
-- p6 String: "Order"
-- p7 String: "Order"
-- p8 Int128: "5000000"

-- an average at least an even number of millionths
-- {"kind":"event","event":"Order","measure":{"fn":"avg","property":"total"},"op":"at_least","value":0.000002}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING 2 * (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) >= {p3:Int128} * count())
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "3"

-- an average more than an even number of millionths
-- {"kind":"event","event":"Order","measure":{"fn":"avg","property":"total"},"op":"more_than","value":0.000002}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING 2 * (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) > {p3:Int128} * count())
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "5"

-- an average between two numbers
-- {"kind":"event","event":"Order","measure":{"fn":"avg","property":"total"},"op":"between","value":[0.000001,50]}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING 2 * (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) > {p3:Int128} * count() AND 2 * (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) <= {p4:Int128} * count())
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "1"
-- p4 Int128: "100000001"

-- an average fewer than a number
-- {"kind":"event","event":"Order","measure":{"fn":"avg","property":"total"},"op":"fewer_than","value":1e+300}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING 2 * (toInt128(sum(toInt64(trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))))) * 1000000 + sum(toInt64(round((clamp(assumeNotNull(`p1`), -1e12, 1e12) - trunc(clamp(assumeNotNull(`p1`), -1e12, 1e12))) * 1e6)))) < {p3:Int128} * count())
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int128: "19999999999999999999"

-- the smallest value
-- {"kind":"event","event":"Order","measure":{"fn":"min","property":"total"},"op":"at_most","value":5}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p1`) GROUP BY id HAVING min(`p1`) <= {p3:Float64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Float64: 5

-- the largest value, of the events that pass
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"channel","op":"equals","value":"web"},"measure":{"fn":"max","property":"total"},"op":"exactly","value":5.5}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (ifNull(lower(`p4`) = lowerUTF8({p3:String}), 0) AND isNotNull(`p1`)) GROUP BY id HAVING max(`p1`) = {p4:Float64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "web"
-- p4 Float64: 5.5

-- distinct texts
-- {"kind":"event","event":["Order","View"],"measure":{"fn":"distinct","property":"channel"}}
-- = leaf1
-- leaf1 reads Order, View
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p4`) GROUP BY id HAVING uniqExact(`p4`) >= {p3:UInt64})
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 UInt64: 1

-- distinct numbers, in different columns
-- {"kind":"event","event":["Order","Return"],"measure":{"fn":"distinct","property":"total"},"op":"between","value":[2,3]}
-- = leaf1
-- leaf1 reads Order, Return
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ((event = {p3:String} AND isNotNull(`p1`)) OR (event = {p4:String} AND isNotNull(`p5`))) GROUP BY id HAVING uniqExact(multiIf(event = {p5:String}, `p1`, `p5`) + 0) >= {p6:UInt64} AND uniqExact(multiIf(event = {p7:String}, `p1`, `p5`) + 0) <= {p8:UInt64})
-- p1 Array(String): ["Order", "Return"]
-- p2 Int64: 1711785600001
-- p3 String: "Order"
-- p4 String: "Return"
-- p5 String: "Order"
-- p6 UInt64: 2
-- p7 String: "Order"
-- p8 UInt64: 3

-- distinct texts at most is everyone but more
-- {"kind":"event","event":"Order","measure":{"fn":"distinct","property":"channel"},"op":"at_most","value":2}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND isNotNull(`p4`) GROUP BY id HAVING uniqExact(`p4`) >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 3

-- distinct items
-- {"kind":"event","event":"Order","measure":{"fn":"distinct","property":"coupons"},"op":"at_least","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND notEmpty(`p2`) GROUP BY id HAVING uniqExactArray(`p2`) >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 2

-- distinct numbers in records
-- {"kind":"event","event":"Order","measure":{"fn":"distinct","property":"products.price"},"op":"at_least","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND notEmpty(arrayFilter(each -> isNotNull(each), `p3`.`f1`)) GROUP BY id HAVING uniqExactArray(arrayMap(each -> each + 0, arrayFilter(each -> isNotNull(each), `p3`.`f1`))) >= {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 2

-- distinct items of lists in records
-- {"kind":"event","event":"Order","measure":{"fn":"distinct","property":"products.colors"},"op":"exactly","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND notEmpty(arrayFlatten(`p3`.`f2`)) GROUP BY id HAVING uniqExactArray(arrayFlatten(`p3`.`f2`)) = {p3:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 UInt64: 2

-- a day or more is an event or more
-- {"kind":"event","event":"Order","measure":{"fn":"days"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001

-- days
-- {"kind":"event","event":"Order","measure":{"fn":"days"},"op":"at_least","value":2}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY id HAVING uniqExact(intDiv(toUnixTimestamp64Milli(time) + {p3:Int64}, 86400000)) >= {p4:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Int64: -1672531200000
-- p4 UInt64: 2

-- days where clocks change in Europe/Berlin
-- {"kind":"event","event":"Order","measure":{"fn":"days"},"op":"between","value":[2,3],"window":{"last":1,"unit":"year"}}
-- = leaf1
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY id HAVING uniqExact(intDiv(toUnixTimestamp64Milli(time) + transform(roundDown(toUnixTimestamp64Milli(time), {p4:Array(Int64)}), {p5:Array(Int64)}, {p6:Array(Int64)}, toInt64(0)), 86400000)) >= {p7:UInt64} AND uniqExact(intDiv(toUnixTimestamp64Milli(time) + transform(roundDown(toUnixTimestamp64Milli(time), {p8:Array(Int64)}), {p9:Array(Int64)}, {p10:Array(Int64)}, toInt64(0)), 86400000)) <= {p11:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1680213600000
-- p3 Int64: 1711785600001
-- p4 Array(Int64): [1680213600000, 1698616800000, 1698620400000]
-- p5 Array(Int64): [1680213600000, 1698616800000, 1698620400000]
-- p6 Array(Int64): [-1680213600000, -1680300000000, -1680217200000]
-- p7 UInt64: 2
-- p8 Array(Int64): [1680213600000, 1698616800000, 1698620400000]
-- p9 Array(Int64): [1680213600000, 1698616800000, 1698620400000]
-- p10 Array(Int64): [-1680213600000, -1680300000000, -1680217200000]
-- p11 UInt64: 3

-- days at most is everyone but more in Asia/Kathmandu
-- {"kind":"event","event":"Order","measure":{"fn":"days"},"op":"at_most","value":3,"window":{"last":30,"unit":"day"}}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads Order
SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (SELECT id FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY id HAVING bitCount(groupBitOr(bitShiftLeft(toUInt64(1), toUInt8(intDiv(toUnixTimestamp64Milli(time) + {p4:Int64}, 86400000))))) >= {p5:UInt64})
-- p1 String: "Order"
-- p2 Int64: 1709230500000
-- p3 Int64: 1711785600001
-- p4 Int64: -1709230500000
-- p5 UInt64: 4
