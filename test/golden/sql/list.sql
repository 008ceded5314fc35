-- any item by default
-- {"kind":"attribute","attribute":"tags","op":"equals","value":"new"}
-- = leaf1
-- leaf1 reads tags
SELECT groupBitmapState(id) AS members FROM customers WHERE arrayExists(item -> ifNull(lower(item) = lowerUTF8({p1:String}), 0), `a6`) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "new"

-- every item, and there is one
-- {"kind":"attribute","attribute":"tags","op":"contains","value":"sale","match":"all"}
-- = leaf1
-- leaf1 reads tags
SELECT groupBitmapState(id) AS members FROM customers WHERE (notEmpty(`a6`) AND arrayAll(item -> ifNull(position(lower(item), lowerUTF8({p1:String})) > 0, 0), `a6`)) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "sale"

-- no item is everyone but any item
-- {"kind":"attribute","attribute":"scores","op":"at_least","value":5,"match":"none"}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads scores
SELECT groupBitmapState(id) AS members FROM customers WHERE arrayExists(item -> ifNull(item >= {p1:Float64}, 0), `a7`) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 5

-- a negative operator is everyone but any item
-- {"kind":"attribute","attribute":"tags","op":"none_of","value":["old","new"]}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads tags
SELECT groupBitmapState(id) AS members FROM customers WHERE arrayExists(item -> ifNull(lower(item) IN {p1:Array(String)}, 0), `a6`) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(String): ["new", "old"]

-- a list is known when it has items
-- {"kind":"attribute","attribute":"tags","op":"is_known"}
-- = leaf1
-- leaf1 reads tags
SELECT groupBitmapState(id) AS members FROM customers WHERE notEmpty(`a6`) SETTINGS optimize_move_to_prewhere = 0

-- items among values that are too long for a parameter
-- {"kind":"attribute","attribute":"tags","op":"any_of","repeat":{"value":"tag","times":501}}
-- = leaf1
-- leaf1 reads tags
SELECT groupBitmapState(id) AS members FROM customers WHERE arrayExists(item -> ifNull(lower(item) IN (SELECT lowerUTF8(value) FROM coterie_scratch.{list1:Identifier}), 0), `a6`) SETTINGS optimize_move_to_prewhere = 0
-- list1 String: 501 values: "tag1", "tag10", "tag100", "…", "tag97", "tag98", "tag99"

-- a property with a list
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"coupons","op":"starts_with","value":"SPRING","match":"all"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (notEmpty(`p2`) AND arrayAll(item -> ifNull(startsWith(lower(replaceAll(item, 'İ', 'i̇')), lowerUTF8({p3:String})), 0), `p2`)) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "SPRING"

-- a field of records is the list of its known values
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"products.price","op":"greater_than","value":100}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND arrayExists(item -> ifNull(item > {p3:Float64}, 0), arrayFilter(each -> isNotNull(each), `p3`.`f1`)) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Float64: 100

-- all values of a field of records
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"products.price","op":"between","value":[10,20],"match":"all"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND (notEmpty(arrayFilter(each -> isNotNull(each), `p3`.`f1`)) AND arrayAll(item -> ifNull(item >= {p3:Float64} AND item <= {p4:Float64}, 0), arrayFilter(each -> isNotNull(each), `p3`.`f1`))) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 Float64: 10
-- p4 Float64: 20

-- lists in records are one list
-- {"kind":"event","event":"Order","where":{"kind":"property","property":"products.colors","op":"equals","value":"red"}}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND arrayExists(item -> ifNull(lower(item) = lowerUTF8({p3:String}), 0), arrayFlatten(`p3`.`f2`)) GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1711785600001
-- p3 String: "red"
