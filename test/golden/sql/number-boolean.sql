-- equals
-- {"kind":"attribute","attribute":"age","op":"equals","value":18}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` = {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18

-- minus zero is zero
-- {"kind":"attribute","attribute":"age","op":"equals","value":0}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` = {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 0

-- a set
-- {"kind":"attribute","attribute":"age","op":"any_of","value":[30,5,5]}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` + 0 IN {p1:Array(Float64)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(Float64): [5, 30]

-- a set that is too long for a parameter
-- {"kind":"attribute","attribute":"age","op":"any_of","repeat":{"number":1,"times":501}}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` + 0 IN (SELECT value FROM coterie_scratch.{list1:Identifier}), 0) SETTINGS optimize_move_to_prewhere = 0
-- list1 Float64: 501 values: 1, 2, 3, "…", 499, 500, 501

-- less than
-- {"kind":"attribute","attribute":"age","op":"less_than","value":18}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` < {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18

-- at most
-- {"kind":"attribute","attribute":"age","op":"at_most","value":18}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` <= {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18

-- greater than
-- {"kind":"attribute","attribute":"age","op":"greater_than","value":18}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` > {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18

-- at least
-- {"kind":"attribute","attribute":"age","op":"at_least","value":0.1}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` >= {p1:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 0.1

-- between, both ends included
-- {"kind":"attribute","attribute":"age","op":"between","value":[18,65]}
-- = leaf1
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` >= {p1:Float64} AND `a2` <= {p2:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18
-- p2 Float64: 65

-- not between includes the unknown
-- {"kind":"attribute","attribute":"age","op":"not_between","value":[18,65]}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads age
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a2` >= {p1:Float64} AND `a2` <= {p2:Float64}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Float64: 18
-- p2 Float64: 65

-- yes
-- {"kind":"attribute","attribute":"vip","op":"is_true"}
-- = leaf1
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: true

-- no
-- {"kind":"attribute","attribute":"vip","op":"is_false"}
-- = leaf1
-- leaf1 reads vip
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a3` = {p1:Bool}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Bool: false
