-- no condition is everyone
-- {"kind":"all","of":[]}
-- = everyone

-- any of nothing is nobody
-- {"kind":"any","of":[]}
-- = bitmapBuild(emptyArrayUInt32())

-- all is the intersection
-- {"kind":"all","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"attribute","attribute":"age","op":"at_least","value":18},{"kind":"event","event":"Order"}]}
-- = bitmapAnd(bitmapAnd(leaf1, leaf2), leaf3)
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` >= {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18
-- leaf2 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true
-- leaf3 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001

-- any is the union
-- {"kind":"any","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"event","event":"Order"}]}
-- = bitmapOr(leaf1, leaf2)
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true
-- leaf2 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001

-- complements in all are taken away from the rest
-- {"kind":"all","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"attribute","attribute":"city","op":"not_equals","value":"Rome"},{"kind":"event","event":"Order","op":"exactly","value":0}]}
-- = bitmapAndnot(leaf1, bitmapOr(leaf2, leaf3))
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true
-- leaf2 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) = lowerUTF8({p1:String}), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "Rome"
-- leaf3 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001

-- a complement in any
-- {"kind":"any","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"attribute","attribute":"city","op":"is_unknown"}]}
-- = bitmapOr(leaf1, bitmapAndnot(everyone, leaf2))
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true
-- leaf2 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE isNotNull(`a1`) SETTINGS optimize_move_to_prewhere = 0

-- not of not
-- {"kind":"not","of":{"kind":"not","of":{"kind":"attribute","attribute":"vip","op":"is_true"}}}
-- = leaf1
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true

-- a leaf that is used twice is one leaf
-- {"kind":"any","of":[{"kind":"all","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"event","event":"Order"}]},{"kind":"all","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"event","event":"View"}]}]}
-- = bitmapOr(bitmapAnd(leaf1, leaf2), bitmapAnd(leaf1, leaf3))
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true
-- leaf2 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- leaf3 reads View
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "View"
-- p2 Int64: 1711886400001

-- nobody in all is nobody
-- {"kind":"all","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"event","event":"Refund"}]}
-- = bitmapBuild(emptyArrayUInt32())

-- everyone in any is everyone
-- {"kind":"any","of":[{"kind":"attribute","attribute":"vip","op":"is_true"},{"kind":"event","event":"Refund","op":"exactly","value":0}]}
-- = everyone

-- what is off and what is noted does not count
-- {"kind":"all","of":[{"kind":"attribute","attribute":"vip","op":"is_true","note":"ours"},{"kind":"event","event":"Order","off":true}]}
-- = leaf1
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true
