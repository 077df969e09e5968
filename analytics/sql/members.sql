-- Each member: what he answered, how often it was the majority's and the likeliest label, and his chance to be right on an item drawn
-- by the class prior.
WITH compared AS (
  SELECT
    a.member,
    CAST(COUNT(*) AS BIGINT) AS answers,
    CAST(SUM(CASE WHEN a.label = m.label THEN 1 ELSE 0 END) AS BIGINT) AS with_majority,
    CAST(SUM(CASE WHEN a.label = t.label THEN 1 ELSE 0 END) AS BIGINT) AS with_truth
  FROM answers a
  JOIN majority m ON a.item = m.item
  JOIN truth t ON a.item = t.item
  GROUP BY a.member
),
accuracies AS (
  SELECT c.member, SUM(p.share * c.share) AS accuracy
  FROM confusion c
  JOIN prior p ON c.truth = p.class
  WHERE c.label = c.truth
  GROUP BY c.member
)
SELECT c.member, c.answers, c.with_majority, c.with_truth, a.accuracy
FROM compared c
JOIN accuracies a ON c.member = a.member
