-- Logarithm of how likely the answers to an item are together with each class, relative to the likeliest.
WITH sums AS (
  SELECT a.item, c.truth AS class, SUM(c.log_share) AS weight
  FROM answers a
  JOIN confusion c ON a.member = c.member AND a.label = c.label
  GROUP BY a.item, c.truth
),
weighed AS (
  SELECT s.item, s.class, s.weight + p.log_share AS weight
  FROM sums s
  JOIN prior p ON s.class = p.class
),
most AS (
  SELECT item, MAX(weight) AS most
  FROM weighed
  GROUP BY item
)
SELECT w.item, w.class, m.most, EXP(w.weight - m.most) AS relative
FROM weighed w
JOIN most m ON w.item = m.item
