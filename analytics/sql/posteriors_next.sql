-- How likely each class is the truth of each item, given what was learnt of everybody.
WITH totals AS (
  SELECT item, SUM(relative) AS total
  FROM expected
  GROUP BY item
)
SELECT e.item, e.class, e.relative / t.total AS p
FROM expected e
JOIN totals t ON e.item = t.item
