-- shape: month and day
SELECT count(*) AS count FROM customers WHERE month($birthday) * 100 + day($birthday) IN (SELECT unnest({days:INTEGER[]}))
-- shape: contains
SELECT count(*) AS count FROM customers WHERE list_contains({days:INTEGER[]}, month($birthday)::INTEGER * 100 + day($birthday)::INTEGER)
