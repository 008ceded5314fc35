-- a local day of 23 hours in Europe/Berlin
-- {"kind":"attribute","attribute":"seen","op":"on","value":"2024-03-31"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND `a5` < fromUnixTimestamp64Milli({p2:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711839600000
-- p2 Int64: 1711922400000

-- before a day is before its start in Europe/Berlin
-- {"kind":"attribute","attribute":"seen","op":"before","value":"2024-03-31"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` < fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711839600000

-- after a day is from the start of the next in Europe/Berlin
-- {"kind":"attribute","attribute":"seen","op":"after","value":"2024-03-31"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711922400000

-- on or before a day includes it
-- {"kind":"attribute","attribute":"seen","op":"on_or_before","value":"2024-03-31"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` < fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711929600000

-- on or after a day includes it
-- {"kind":"attribute","attribute":"seen","op":"on_or_after","value":"2024-03-31"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711843200000

-- before an instant
-- {"kind":"attribute","attribute":"seen","op":"before","value":"2024-03-31T10:00:00.0019+02:00"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` < fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711872000001

-- after an instant is a millisecond later
-- {"kind":"attribute","attribute":"seen","op":"after","value":"2024-03-31T10:00:00Z"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711879200001

-- on or before an instant includes its millisecond
-- {"kind":"attribute","attribute":"seen","op":"on_or_before","value":"2024-03-31T10:00:00Z"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` < fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711879200001

-- on or after an instant
-- {"kind":"attribute","attribute":"seen","op":"on_or_after","value":"2024-03-31T10:00:00Z"}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711879200000

-- nobody is before the first instant
-- {"kind":"attribute","attribute":"seen","op":"before","value":"1900-01-01T00:00:00Z"}
-- = bitmapBuild(emptyArrayUInt32())

-- a window that ends now includes now
-- {"kind":"attribute","attribute":"seen","op":"in","window":{"last":7,"unit":"day"}}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a5` >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND `a5` < fromUnixTimestamp64Milli({p2:Int64}, 'UTC'), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Int64: 1711238400000
-- p2 Int64: 1711886400001

-- an empty window holds nothing
-- {"kind":"attribute","attribute":"seen","op":"in","window":{"from":"2024-03-31T10:00:00Z","to":"2024-03-31T10:00:00Z"}}
-- = bitmapBuild(emptyArrayUInt32())

-- anniversaries are spans of local days in every year in Europe/Amsterdam
-- {"kind":"attribute","attribute":"seen","op":"anniversary_in","window":{"from":"2024-05-17","to":"2024-05-18"}}
-- = leaf1
-- leaf1 reads seen
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(roundDown(toUnixTimestamp64Milli(`a5`), {p1:Array(Int64)}) IN {p2:Array(Int64)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(Int64): 805 values: -9007199254740991, -2228774400000, -2228601600000, "…", 10394172000000, 10425535200000, 10425708000000
-- p2 Array(Int64): 402 values: -2228774400000, -2197238400000, -2165702400000, "…", 10362463200000, 10393999200000, 10425535200000
