-- Log-likelihood of the answers, plus what smoothing adds: `smoothing` times the logarithms of all shares. It never falls.
WITH items AS (
  SELECT item, MAX(most) AS most, SUM(relative) AS total
  FROM expected
  GROUP BY item
),
answered AS (
  SELECT SUM(most + LN(total)) AS sum
  FROM items
),
logarithms AS (
  SELECT log_share FROM confusion
  UNION ALL
  SELECT log_share FROM prior
),
smoothed AS (
  SELECT SUM(log_share) AS sum
  FROM logarithms
)
SELECT a.sum + CASE WHEN s.smoothing > 0 THEN s.smoothing * m.sum ELSE 0 END AS log_likelihood
FROM answered a
CROSS JOIN smoothed m
CROSS JOIN settings s
