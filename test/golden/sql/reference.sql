-- another segment
-- {"kind":"segment","segment":"buyers"}
-- = leaf1
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1709251200000
-- p3 Int64: 1711785600001

-- another segment with its own zone
-- {"kind":"any","of":[{"kind":"segment","segment":"tokyo"},{"kind":"event","event":"Order","window":{"last":30,"unit":"day"}}]}
-- = bitmapOr(leaf1, leaf2)
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1709251200000
-- p3 Int64: 1711785600001
-- leaf2 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1709218800000
-- p3 Int64: 1711785600001

-- a zone does not spread to segments that are referred to
-- {"kind":"segment","segment":"both"}
-- = bitmapAnd(leaf1, leaf2)
-- leaf1 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1709218800000
-- p3 Int64: 1711785600001
-- leaf2 reads Order
SELECT groupBitmapMergeState(ofPart) AS members FROM (SELECT groupBitmapState(id) AS ofPart FROM events WHERE event = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY _part_index)
-- p1 String: "Order"
-- p2 Int64: 1709251200000
-- p3 Int64: 1711785600001

-- a list
-- {"kind":"list","list":"l1"}
-- = leaf1
-- leaf1 reads l1
SELECT groupBitmapState(id) AS members FROM lists WHERE list = {p1:String} AND version = {p2:UInt64}
-- p1 String: "l1"
-- p2 UInt64: 7

-- everyone who is not on a list
-- {"kind":"not","of":{"kind":"list","list":"l1"}}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads l1
SELECT groupBitmapState(id) AS members FROM lists WHERE list = {p1:String} AND version = {p2:UInt64}
-- p1 String: "l1"
-- p2 UInt64: 7

-- a share
-- {"kind":"sample","percent":12.345678,"salt":"spring"}
-- = leaf1
-- leaf1 reads all customers
SELECT groupBitmapState(id) AS members FROM customers WHERE (reinterpretAsUInt64(reverse(substring(SHA256(concat({p1:String}, char(0), key)), 1, 8))) AS hash) >= {p2:UInt64} AND hash < {p3:UInt64}
-- p1 String: "spring"
-- p2 UInt64: "0"
-- p3 UInt64: "2277375624824263897"

-- the next share
-- {"kind":"sample","percent":50,"salt":"spring","offset":50}
-- = leaf1
-- leaf1 reads all customers
SELECT groupBitmapState(id) AS members FROM customers WHERE (reinterpretAsUInt64(reverse(substring(SHA256(concat({p1:String}, char(0), key)), 1, 8))) AS hash) >= {p2:UInt64}
-- p1 String: "spring"
-- p2 UInt64: "9223372036854775808"

-- all shares are everyone
-- {"kind":"sample","percent":100,"salt":"spring"}
-- = everyone
