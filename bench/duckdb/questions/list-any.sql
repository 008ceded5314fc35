-- shape: lower all
SELECT count(*) AS count FROM customers WHERE list_contains(list_transform($interests, lambda each: lower(each)), lower({interest:VARCHAR}))
-- shape: unnest
SELECT count(DISTINCT id) AS count FROM (SELECT id, unnest($interests) AS interest FROM customers) WHERE lower(interest) = lower({interest:VARCHAR})
