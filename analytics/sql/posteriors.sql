-- Dawid and Skene (1979) starts from the shares of votes: how likely each class is the truth of each item.
WITH sizes AS (
  SELECT item, COUNT(*) AS answers
  FROM answers
  GROUP BY item
),
votes AS (
  SELECT item, label, COUNT(*) AS votes
  FROM answers
  GROUP BY item, label
)
SELECT s.item, c.class, CAST(COALESCE(v.votes, 0) AS DOUBLE) / s.answers AS p
FROM sizes s
CROSS JOIN classes c
LEFT JOIN votes v ON v.item = s.item AND v.label = c.class
