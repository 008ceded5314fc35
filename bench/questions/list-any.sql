-- shape: lower each
SELECT count() AS count FROM customers WHERE arrayExists(each -> lowerUTF8(each) = lowerUTF8({interest:String}), $interests)
-- shape: lower all
SELECT count() AS count FROM customers WHERE has(arrayMap(each -> lowerUTF8(each), $interests), lowerUTF8({interest:String}))
-- shape: array join
SELECT uniqExact(id) AS count FROM customers ARRAY JOIN $interests AS interest WHERE lowerUTF8(interest) = lowerUTF8({interest:String})
