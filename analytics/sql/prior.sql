-- How frequent each class is, by the posteriors, with `smoothing` added to each before it becomes a share.
WITH counted AS (
  SELECT class, SUM(p) AS n
  FROM posteriors
  GROUP BY class
),
smoothed AS (
  SELECT c.class, c.n + s.smoothing AS n
  FROM counted c
  CROSS JOIN settings s
),
total AS (
  SELECT SUM(n) AS n
  FROM smoothed
),
shares AS (
  SELECT s.class, s.n / t.n AS share
  FROM smoothed s
  CROSS JOIN total t
)
SELECT class, share, CASE WHEN share > 0 THEN LN(share) ELSE CAST('-Infinity' AS DOUBLE) END AS log_share
FROM shares
