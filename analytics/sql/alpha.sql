-- Krippendorff's alpha (Krippendorff 2011), 1 - D_o / D_e, for labels that are names, ordered, or values. Items with one answer
-- do not count. Not defined (NULL) when all answers are one class.
WITH sizes AS (
  SELECT item, COUNT(*) AS answers
  FROM answers
  GROUP BY item
  HAVING COUNT(*) > 1
),
votes AS (
  SELECT a.item, s.answers, a.label, COUNT(*) AS votes
  FROM answers a
  JOIN sizes s ON a.item = s.item
  GROUP BY a.item, s.answers, a.label
),
totals AS (
  SELECT label, CAST(SUM(votes) AS DOUBLE) AS votes
  FROM votes
  GROUP BY label
),
-- Twice the middle of the ranks a class takes up.
ranks AS (
  SELECT label, votes, 2 * SUM(votes) OVER (ORDER BY label) - votes AS middle
  FROM totals
),
distances AS (
  SELECT
    a.label AS one,
    b.label AS other,
    a.votes * b.votes AS pairs,
    CAST(1 AS DOUBLE) AS nominal,
    (b.middle - a.middle) * (b.middle - a.middle) AS ordinal,
    CAST((b.label - a.label) * (b.label - a.label) AS DOUBLE) AS stepped
  FROM ranks a
  JOIN ranks b ON a.label < b.label
),
expected AS (
  SELECT
    SUM(pairs * nominal) AS nominal,
    SUM(pairs * ordinal) AS ordinal,
    SUM(pairs * stepped) AS stepped
  FROM distances
),
disagreements AS (
  SELECT v.answers, v.label AS one, w.label AS other, CAST(SUM(v.votes * w.votes) AS DOUBLE) AS pairs
  FROM votes v
  JOIN votes w ON v.item = w.item AND v.label < w.label
  GROUP BY v.answers, v.label, w.label
),
observed AS (
  SELECT
    SUM(o.pairs * d.nominal / (o.answers - 1)) AS nominal,
    SUM(o.pairs * d.ordinal / (o.answers - 1)) AS ordinal,
    SUM(o.pairs * d.stepped / (o.answers - 1)) AS stepped
  FROM disagreements o
  JOIN distances d ON o.one = d.one AND o.other = d.other
),
counted AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS items, CAST(SUM(answers) AS BIGINT) AS answers
  FROM sizes
)
SELECT
  c.items,
  c.answers,
  CASE WHEN e.nominal > 0 THEN 1 - (c.answers - 1) * COALESCE(o.nominal, 0) / e.nominal END AS nominal,
  CASE WHEN e.ordinal > 0 THEN 1 - (c.answers - 1) * COALESCE(o.ordinal, 0) / e.ordinal END AS ordinal,
  CASE WHEN e.stepped > 0 THEN 1 - (c.answers - 1) * COALESCE(o.stepped, 0) / e.stepped END AS stepped
FROM counted c
CROSS JOIN expected e
CROSS JOIN observed o
