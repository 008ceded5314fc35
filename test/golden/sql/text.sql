-- text is compared in lower case
-- {"kind":"attribute","attribute":"city","op":"equals","value":"Berlin"}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) = lowerUTF8({p1:String}), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "Berlin"

-- or exactly
-- {"kind":"attribute","attribute":"city","op":"equals","value":"Berlin","caseSensitive":true}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a1` = {p1:String}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "Berlin"

-- a negative operator is everyone but the positive one
-- {"kind":"attribute","attribute":"city","op":"not_equals","value":"Berlin"}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) = lowerUTF8({p1:String}), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "Berlin"

-- a set of values, in order and each once
-- {"kind":"attribute","attribute":"city","op":"any_of","value":["Rome","Berlin","Rome"]}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) IN {p1:Array(String)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(String): ["berlin", "rome"]

-- a set of exact values
-- {"kind":"attribute","attribute":"city","op":"any_of","value":["Rome","Berlin"],"caseSensitive":true}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(`a1` IN {p1:Array(String)}, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(String): ["Berlin", "Rome"]

-- a set that is too long for a parameter
-- {"kind":"attribute","attribute":"city","op":"any_of","repeat":{"value":"city","times":501}}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) IN (SELECT lowerUTF8(value) FROM coterie_scratch.{list1:Identifier}), 0) SETTINGS optimize_move_to_prewhere = 0
-- list1 String: 501 values: "city1", "city10", "city100", "…", "city97", "city98", "city99"

-- a value that is too long for a parameter
-- {"kind":"attribute","attribute":"city","op":"equals","repeat":{"value":"x","joined":8193}}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) = lowerUTF8(assumeNotNull((SELECT value FROM coterie_scratch.{list1:Identifier}))), 0) SETTINGS optimize_move_to_prewhere = 0
-- list1 String: [8193 letters: "xxxxxxxxxxxxxxxxxxxx"…]

-- a part of the text
-- {"kind":"attribute","attribute":"city","op":"contains","value":"İst"}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(position(lowerUTF8(`a1`), lowerUTF8({p1:String})) > 0, 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "İst"

-- one of several parts
-- {"kind":"attribute","attribute":"city","op":"contains_any_of","value":["burg","stadt"]}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(multiSearchAny(lower(`a1`), arrayMap(each -> lowerUTF8(each), {p1:Array(String)})), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(String): ["burg", "stadt"]

-- more parts than one call takes
-- {"kind":"attribute","attribute":"city","op":"contains_any_of","repeat":{"value":"part","times":256}}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(multiSearchAny(lower(`a1`), arrayMap(each -> lowerUTF8(each), {p1:Array(String)})) OR multiSearchAny(lower(`a1`), arrayMap(each -> lowerUTF8(each), {p2:Array(String)})), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 Array(String): 255 values: "part1", "part10", "part100", "…", "part96", "part97", "part98"
-- p2 Array(String): ["part99"]

-- parts that are too long for a parameter
-- {"kind":"attribute","attribute":"city","op":"contains_any_of","repeat":{"value":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","times":250}}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(arrayExists(needle -> position(lower(`a1`), needle) > 0, (SELECT groupArray(lowerUTF8(value)) FROM coterie_scratch.{list1:Identifier})), 0) SETTINGS optimize_move_to_prewhere = 0
-- list1 String: 250 values: 151 letters: "aaaaaaaaaaaaaaaaaaaa"…, 152 letters: "aaaaaaaaaaaaaaaaaaaa"…, 153 letters: "aaaaaaaaaaaaaaaaaaaa"…, "…", 152 letters: "aaaaaaaaaaaaaaaaaaaa"…, 152 letters: "aaaaaaaaaaaaaaaaaaaa"…, 152 letters: "aaaaaaaaaaaaaaaaaaaa"…

-- the start
-- {"kind":"attribute","attribute":"city","op":"starts_with","value":"New"}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(startsWith(lower(`a1`), lowerUTF8({p1:String})), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "New"

-- the end
-- {"kind":"attribute","attribute":"city","op":"ends_with","value":"Town","caseSensitive":true}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(endsWith(`a1`, {p1:String}), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "Town"

-- a pattern, where a dot is no line break
-- {"kind":"attribute","attribute":"city","op":"matches","value":"^new.*k$"}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(match(`a1`, {p1:String}) AND match('', {p2:String}) IN (0, 1), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "(?i-s)^new.*k$"
-- p2 String: "(?i-s)^new.*k$"

-- a pattern with case
-- {"kind":"attribute","attribute":"city","op":"matches","value":"^New","caseSensitive":true}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(match(`a1`, {p1:String}) AND match('', {p2:String}) IN (0, 1), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "(?-s)^New"
-- p2 String: "(?-s)^New"

-- a pattern that is too long for a parameter
-- {"kind":"attribute","attribute":"city","op":"matches","repeat":{"value":"x","joined":9000}}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(match(`a1`, assumeNotNull((SELECT value FROM coterie_scratch.{list1:Identifier}))) AND match('', assumeNotNull((SELECT value FROM coterie_scratch.{list2:Identifier}))) IN (0, 1), 0) SETTINGS optimize_move_to_prewhere = 0
-- list1 String: [9006 letters: "(?i-s)xxxxxxxxxxxxxx"…]
-- list2 String: [9006 letters: "(?i-s)xxxxxxxxxxxxxx"…]

-- known
-- {"kind":"attribute","attribute":"city","op":"is_known"}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE isNotNull(`a1`) SETTINGS optimize_move_to_prewhere = 0

-- unknown is everyone but the known
-- {"kind":"attribute","attribute":"city","op":"is_unknown"}
-- = bitmapAndnot(everyone, leaf1)
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE isNotNull(`a1`) SETTINGS optimize_move_to_prewhere = 0

-- a value that looks like SQL is a value
-- {"kind":"attribute","attribute":"city","op":"equals","value":"'; DROP TABLE customers; -- {p1:String} `a1` \\"}
-- = leaf1
-- leaf1 reads city
SELECT groupBitmapState(id) AS members FROM customers WHERE ifNull(lower(`a1`) = lowerUTF8({p1:String}), 0) SETTINGS optimize_move_to_prewhere = 0
-- p1 String: "'; DROP TABLE customers; -- {p1:String} `a1` \\"
