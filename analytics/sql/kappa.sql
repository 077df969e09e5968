-- Cohen's kappa (Cohen 1960) of two members, and its plain mean over all pairs (Light 1971) that have enough items in common.
-- Pairs that gave one class only have none; they are counted.
WITH pairs AS (
  SELECT a.member AS one, b.member AS other, a.label AS of_one, b.label AS of_other, COUNT(*) AS items
  FROM answers a
  JOIN answers b ON a.item = b.item AND a.member < b.member
  GROUP BY a.member, b.member, a.label, b.label
),
sizes AS (
  SELECT
    p.one,
    p.other,
    CAST(SUM(p.items) AS DOUBLE) AS items,
    CAST(SUM(CASE WHEN p.of_one = p.of_other THEN p.items ELSE 0 END) AS DOUBLE) AS equal
  FROM pairs p
  GROUP BY p.one, p.other
  HAVING SUM(p.items) >= (SELECT MAX(least_in_common) FROM settings)
),
ones AS (
  SELECT one, other, of_one AS label, SUM(items) AS items
  FROM pairs
  GROUP BY one, other, of_one
),
others AS (
  SELECT one, other, of_other AS label, SUM(items) AS items
  FROM pairs
  GROUP BY one, other, of_other
),
chance AS (
  SELECT a.one, a.other, CAST(SUM(a.items * b.items) AS DOUBLE) AS equal
  FROM ones a
  JOIN others b ON a.one = b.one AND a.other = b.other AND a.label = b.label
  GROUP BY a.one, a.other
),
kappas AS (
  SELECT
    s.items * s.items - COALESCE(c.equal, 0) AS expected,
    s.items * (s.items - s.equal) AS observed
  FROM sizes s
  LEFT JOIN chance c ON s.one = c.one AND s.other = c.other
)
SELECT
  AVG(CASE WHEN expected > 0 THEN 1 - observed / expected END) AS mean,
  CAST(COUNT(CASE WHEN expected > 0 THEN 1 END) AS BIGINT) AS pairs,
  CAST(COUNT(CASE WHEN expected > 0 THEN NULL ELSE 1 END) AS BIGINT) AS undefined
FROM kappas
