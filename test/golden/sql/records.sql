-- a record at least
-- {"kind":"attribute","attribute":"pets"}
-- = leaf1
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE notEmpty(`a8`) SETTINGS optimize_move_to_prewhere = 0

-- no record is everyone but a record at least
-- {"kind":"attribute","attribute":"pets","op":"exactly","value":0}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE notEmpty(`a8`) SETTINGS optimize_move_to_prewhere = 0

-- two records or three
-- {"kind":"attribute","attribute":"pets","op":"between","value":[2,3]}
-- = leaf1
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE (length(`a8`) BETWEEN {p1:UInt64} AND {p2:UInt64}) SETTINGS optimize_move_to_prewhere = 0
-- p1 UInt64: 2
-- p2 UInt64: 3

-- one record passes all tests
-- {"kind":"attribute","attribute":"pets","where":{"kind":"all","of":[{"kind":"field","field":"kind","op":"equals","value":"cat"},{"kind":"field","field":"age","op":"less_than","value":3}]}}
-- = leaf1
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE arrayExists((`f1`, `f2`) -> (ifNull(`f2` < {p1:Float64}, 0) AND ifNull(lower(`f1`) = lowerUTF8({p2:String}), 0)), `a8`.`f1`, `a8`.`f2`) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 3
-- p2 String: "cat"

-- exactly two records pass any test
-- {"kind":"attribute","attribute":"pets","where":{"kind":"any","of":[{"kind":"field","field":"kind","op":"equals","value":"cat"},{"kind":"field","field":"born","op":"in","window":{"last":1,"unit":"year"}}]},"op":"exactly","value":2}
-- = leaf1
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE (arrayCount((`f1`, `f3`) -> (ifNull(`f3` >= {p1:Date32} AND `f3` <= {p2:Date32}, 0) OR ifNull(lower(`f1`) = lowerUTF8({p3:String}), 0)), `a8`.`f1`, `a8`.`f3`) = {p4:UInt64}) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "2023-03-31"
-- p2 Date32: "2024-03-31"
-- p3 String: "cat"
-- p4 UInt64: 2

-- a negation is of each record, and passes when the field is unknown
-- {"kind":"attribute","attribute":"pets","where":{"kind":"field","field":"kind","op":"not_equals","value":"cat"},"op":"more_than","value":1}
-- = leaf1
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE (arrayCount((`f1`) -> NOT ifNull(lower(`f1`) = lowerUTF8({p1:String}), 0), `a8`.`f1`) >= {p2:UInt64}) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "cat"
-- p2 UInt64: 2

-- fewer than two is everyone but two
-- {"kind":"attribute","attribute":"pets","where":{"kind":"field","field":"kind","op":"is_known"},"op":"fewer_than","value":2}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE (arrayCount((`f1`) -> isNotNull(`f1`), `a8`.`f1`) >= {p1:UInt64}) SETTINGS optimize_move_to_prewhere = 0
-- p1 UInt64: 2

-- a list in a record
-- {"kind":"attribute","attribute":"pets","where":{"kind":"field","field":"names","op":"starts_with","value":"K","match":"all"}}
-- = leaf1
-- leaf1 reads pets
SELECT groupBitmapState(id) AS members FROM customers WHERE arrayExists((`f4`) -> (notEmpty(`f4`) AND arrayAll(item -> ifNull(startsWith(lower(replaceAll(item, 'K', 'k')), lowerUTF8({p1:String})), 0), `f4`)), `a8`.`f4`) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "K"

-- a test that no record passes is nobody
-- {"kind":"attribute","attribute":"pets","where":{"kind":"any","of":[]}}
-- = bitmapBuild(emptyArrayUInt32())

-- a record of one event
-- {"kind":"event","event":"Order","where":{"kind":"item","of":"products","where":{"kind":"all","of":[{"kind":"field","field":"price","op":"at_least","value":100},{"kind":"field","field":"colors","op":"equals","value":"red"}]}}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND arrayExists((`f1`, `f2`) -> (arrayExists(item -> ifNull(lower(item) = lowerUTF8({p3:String}), 0), `f2`) AND ifNull(`f1` >= {p4:Float64}, 0)), `p3`.`f1`, `p3`.`f2`) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "red"
-- p4 Float64: 100

-- records of one of the events
-- {"kind":"event","event":["Order","View"],"where":{"kind":"item","of":"products","where":{"kind":"field","field":"price","op":"at_least","value":100},"op":"between","value":[2,4]}}
-- = leaf1
-- leaf1 reads Order, View
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event IN {p1:Array(String)} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (event = {p3:String} AND (arrayCount((`f1`) -> ifNull(`f1` >= {p4:Float64}, 0), `p3`.`f1`) BETWEEN {p5:UInt64} AND {p6:UInt64})) GROUP BY _part_index)
-- p1 Array(String): ["Order", "View"]
-- p2 Int64: 1711886400001
-- p3 String: "Order"
-- p4 Float64: 100
-- p5 UInt64: 2
-- p6 UInt64: 4

-- no such record, or no records
-- {"kind":"event","event":"Order","where":{"kind":"item","of":"products","where":{"kind":"field","field":"price","op":"at_least","value":100},"op":"exactly","value":0}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND NOT arrayExists((`f1`) -> ifNull(`f1` >= {p3:Float64}, 0), `p3`.`f1`) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Float64: 100
