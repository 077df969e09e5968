-- Of each member and true class, how often he gives each label, and its logarithm. A row that says nothing becomes equal shares.
WITH people AS (
  SELECT DISTINCT member
  FROM answers
),
counted AS (
  SELECT a.member, p.class AS truth, a.label, SUM(p.p) AS n
  FROM answers a
  JOIN posteriors p ON a.item = p.item
  GROUP BY a.member, p.class, a.label
),
cells AS (
  SELECT m.member, t.class AS truth, l.class AS label, COALESCE(c.n, 0) + s.smoothing AS n
  FROM people m
  CROSS JOIN classes t
  CROSS JOIN classes l
  CROSS JOIN settings s
  LEFT JOIN counted c ON c.member = m.member AND c.truth = t.class AND c.label = l.class
),
totals AS (
  SELECT member, truth, SUM(n) AS n, COUNT(*) AS classes
  FROM cells
  GROUP BY member, truth
),
shares AS (
  SELECT c.member, c.truth, c.label, CASE WHEN t.n > 0 THEN c.n / t.n ELSE CAST(1 AS DOUBLE) / t.classes END AS share
  FROM cells c
  JOIN totals t ON c.member = t.member AND c.truth = t.truth
)
SELECT
  member,
  truth,
  label,
  share,
  CASE WHEN share > 0 THEN LN(share) ELSE CAST('-Infinity' AS DOUBLE) END AS log_share
FROM shares
