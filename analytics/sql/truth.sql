-- The likeliest class of each item, of equal ones the smallest, and how likely it is.
WITH best AS (
  SELECT item, MAX(p) AS p
  FROM posteriors
  GROUP BY item
)
SELECT p.item, MIN(p.class) AS label, b.p
FROM posteriors p
JOIN best b ON p.item = b.item AND p.p = b.p
GROUP BY p.item, b.p
