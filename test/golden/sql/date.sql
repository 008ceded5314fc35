-- a day
-- {"kind":"attribute","attribute":"birthday","op":"on","value":"1990-05-17"}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` >= {p1:Date32} AND `a4` <= {p2:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "1990-05-17"
-- p2 Date32: "1990-05-17"

-- before a day
-- {"kind":"attribute","attribute":"birthday","op":"before","value":"1990-03-01"}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` <= {p1:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "1990-02-28"

-- after a day
-- {"kind":"attribute","attribute":"birthday","op":"after","value":"1999-12-31"}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` >= {p1:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "2000-01-01"

-- on or before a day
-- {"kind":"attribute","attribute":"birthday","op":"on_or_before","value":"1990-05-17"}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` <= {p1:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "1990-05-17"

-- on or after a day
-- {"kind":"attribute","attribute":"birthday","op":"on_or_after","value":"1990-05-17"}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` >= {p1:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "1990-05-17"

-- nobody is before the first day
-- {"kind":"attribute","attribute":"birthday","op":"before","value":"1900-01-01"}
-- = bitmapBuild(emptyArrayUInt32())

-- every known day is on or before the last
-- {"kind":"attribute","attribute":"birthday","op":"on_or_before","value":"2299-12-31"}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE isNotNull(`a4`) SETTINGS optimize_move_to_prewhere = 0

-- a window covers the local days that it touches in Europe/Berlin
-- {"kind":"attribute","attribute":"birthday","op":"in","window":{"last":36,"unit":"hour"}}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` >= {p1:Date32} AND `a4` <= {p2:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "2024-03-30"
-- p2 Date32: "2024-03-31"

-- a window that only ends
-- {"kind":"attribute","attribute":"birthday","op":"in","window":{"ago":{"to":18,"unit":"year"}}}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a4` <= {p1:Date32}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Date32: "2006-03-31"

-- an empty window touches no day
-- {"kind":"attribute","attribute":"birthday","op":"in","window":{"from":"2024-03-31T10:00:00Z","to":"2024-03-31T10:00:00Z"}}
-- = bitmapBuild(emptyArrayUInt32())

-- anniversaries over a turn of the year
-- {"kind":"attribute","attribute":"birthday","op":"anniversary_in","window":{"from":"2023-12-30","to":"2024-01-02"}}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(toYYYYMMDD(`a4`) % 10000 IN {p1:Array(UInt16)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(UInt16): [101, 102, 1230, 1231]

-- 28 February of a year without a 29th is the anniversary of both
-- {"kind":"attribute","attribute":"birthday","op":"anniversary_in","window":{"from":"2023-02-28","to":"2023-02-28"}}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(toYYYYMMDD(`a4`) % 10000 IN {p1:Array(UInt16)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(UInt16): [228, 229]

-- 28 February of a leap year is its own
-- {"kind":"attribute","attribute":"birthday","op":"anniversary_in","window":{"from":"2024-02-28","to":"2024-02-28"}}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(toYYYYMMDD(`a4`) % 10000 IN {p1:Array(UInt16)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(UInt16): [228]

-- a window of a year holds an anniversary of every known day
-- {"kind":"attribute","attribute":"birthday","op":"anniversary_in","window":{"last":1,"unit":"year"}}
-- = leaf1
-- leaf1 reads birthday
SELECT groupBitmapState(id) AS members FROM customers WHERE isNotNull(`a4`) SETTINGS optimize_move_to_prewhere = 0
