-- Records of members by domain, as crates/consensus/src/reputation.rs keeps them: observations in 1/256, faded by a half in 90 days
-- with every division rounded down. Within one day nothing fades, so days are added up first and then followed one by one.
-- All numbers stay below 2^53: a division rounded down is exact.
WITH RECURSIVE observed AS (
  SELECT
    member,
    domain,
    day,
    seq,
    kept,
    256 * CASE WHEN kept THEN LEAST(observations, 32) ELSE observations END AS seen,
    CASE
      WHEN kept THEN CAST(FLOOR(256 * LEAST(observations, 32) * LEAST(quality_bps, 10000) / 10000) AS BIGINT)
      ELSE 0
    END AS good
  FROM work
),
days AS (
  SELECT member, domain, day, CAST(SUM(seen) AS BIGINT) AS seen, CAST(SUM(good) AS BIGINT) AS good
  FROM observed
  GROUP BY member, domain, day
),
numbered AS (
  SELECT member, domain, day, seen, good, ROW_NUMBER() OVER (PARTITION BY member, domain ORDER BY day) AS n
  FROM days
),
folded AS (
  SELECT member, domain, day, seen, good, n
  FROM numbered
  WHERE n = 1
  UNION ALL
  SELECT
    d.member,
    d.domain,
    d.day,
    CAST(FLOOR(FLOOR(f.seen * ROUND(65536 * POWER(2, -MOD(d.day - f.day, 90) / 90e0)) / 65536)
      / POWER(2, FLOOR((d.day - f.day) / 90))) AS BIGINT) + d.seen AS seen,
    CAST(FLOOR(FLOOR(f.good * ROUND(65536 * POWER(2, -MOD(d.day - f.day, 90) / 90e0)) / 65536)
      / POWER(2, FLOOR((d.day - f.day) / 90))) AS BIGINT) + d.good AS good,
    d.n
  FROM folded f
  JOIN numbered d ON f.member = d.member AND f.domain = d.domain AND d.n = f.n + 1
),
last_days AS (
  SELECT member, domain, MAX(n) AS n
  FROM numbered
  GROUP BY member, domain
),
-- Panels kept to the end since the last one that was not.
let_down AS (
  SELECT member, domain, MAX(CASE WHEN kept THEN -1 ELSE seq END) AS seq
  FROM observed
  GROUP BY member, domain
),
streaks AS (
  SELECT o.member, o.domain, CAST(SUM(CASE WHEN o.seq > l.seq THEN 1 ELSE 0 END) AS BIGINT) AS streak
  FROM observed o
  JOIN let_down l ON o.member = l.member AND o.domain = l.domain
  GROUP BY o.member, o.domain
),
records AS (
  SELECT
    f.member,
    f.domain,
    f.day,
    f.good,
    f.seen,
    s.streak,
    CAST(FLOOR(f.seen / 256) AS BIGINT) AS volume,
    -- Drawn towards a stranger: four observations of 0.2.
    CAST(FLOOR((f.good * 10000 + 2048000) / (f.seen + 1024)) AS BIGINT) AS quality_bps
  FROM folded f
  JOIN last_days d ON f.member = d.member AND f.domain = d.domain AND f.n = d.n
  JOIN streaks s ON f.member = s.member AND f.domain = s.domain
),
-- Both must be reached, level by level.
opened AS (
  SELECT
    member,
    domain,
    CASE
      WHEN volume < 20 OR quality_bps < 2000 THEN 0
      WHEN volume < 100 OR quality_bps < 3500 THEN 1
      WHEN volume < 400 OR quality_bps < 4500 THEN 2
      WHEN volume < 1500 OR quality_bps < 5500 THEN 3
      WHEN volume < 5000 OR quality_bps < 6500 THEN 4
      ELSE 5
    END AS level
  FROM records
)
SELECT
  r.member,
  r.domain,
  r.day,
  r.good,
  r.seen,
  r.streak,
  r.volume,
  r.quality_bps,
  -- From level 3 on ten panels in a row are asked for as well.
  CASE WHEN r.streak < 10 THEN LEAST(o.level, 2) ELSE o.level END AS level
FROM records r
JOIN opened o ON r.member = o.member AND r.domain = o.domain
